/* SPDX-License-Identifier: MIT */
/*
 * The Sommers' flat: its contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * There is one umbrella and one key in the flat.  He is person 0 and keeps the umbrella beside his
 * chair; she is person 1 and keeps the key in her apron.  A thing is used by one of them at a time.
 */
#ifndef LAB_H
#define LAB_H

enum { HE, SHE };
enum { UMBRELLA, KEY };

/* Both are at home, and both things are in their places.  Called once, before all else. */
void flat_open(void);

/*
 * Goes for a walk: gets hold of the umbrella and the key, calls walk(who) once, and puts both
 * back.  When it returns, the walk has been taken.  Called by one thread for each of the two, at
 * the same time; they never go together, since somebody has to listen for the telephone.
 */
void flat_walk(unsigned who, void (*walk)(unsigned who));

/*
 * Does an errand for which one thing is enough: with the umbrella to the garden, with the key to
 * the letter box.  Calls errand(who) once, with the thing in hand, and puts it back.  One of them
 * can go to the garden while the other is at the letter box.
 */
void flat_errand(unsigned who, unsigned thing, void (*errand)(unsigned who));

#endif
