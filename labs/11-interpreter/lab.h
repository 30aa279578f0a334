/* SPDX-License-Identifier: MIT */
/*
 * The abbey's interpreter: its contract.  Do not edit: every checker builds your lab.c against
 * this file.
 *
 * A program is a row of instructions, carried out one after the other by one monk, a thread.
 * Several monks carry out programs at once.  They share the slates on the wall, numbered from 0.
 * Each monk has a register of his own, his cuff, which nobody else can see.
 */
#ifndef LAB_H
#define LAB_H

#define SLATES 4

enum opcode {
	OP_LOAD,  /* write what is on slate `operand` on the cuff */
	OP_PLUS,  /* add what is on slate `operand` to the cuff */
	OP_ADD,	  /* add `operand` itself to the cuff */
	OP_STORE, /* write what is on the cuff on slate `operand` */
	OP_RING,  /* go to the tower and ring bell `operand`, which takes long */
	OP_NEXT,  /* the statement ends here, and the next one begins */
	OP_END,	  /* the program ends here */
};

struct instruction {
	enum opcode op;
	int operand;
};

/*
 * A program consists of statements, and each of them ends with an OP_NEXT.  A statement is either
 * a single OP_RING, or at most twelve instructions that use slates, of any number, and the cuff;
 * it begins by writing something on the cuff.  OP_END stands behind the last statement.
 */

/* Wipes all slates: each says 0.  Called by one thread, before any program runs. */
void interpreter_open(void);

/*
 * Carries out a program, every instruction of it, in order.  Called by several threads at once.  To
 * all others each statement is one step: it happens wholly before theirs, or wholly after.  While
 * one monk rings, the others can go on, and ring other bells.
 */
void interpreter_run(const struct instruction *program);

/* What a slate says.  Called by one thread, when all programs have ended. */
int interpreter_slate(unsigned slate);

/*
 * Rings a bell.  Not yours to write: the tower has it.  Two bells can ring at once, and no program
 * rings a bell that another one rings, too.
 */
void tower_ring(unsigned bell);

#endif
