/* SPDX-License-Identifier: MIT */
/*
 * The reading room's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * In the room lies an index of words.  Each word has one card; cards are numbered from 1 on in the
 * order in which they were written, and never change.  Words are positive numbers.
 */
#ifndef LAB_H
#define LAB_H

#define ROOM_CARDS 64 /* most cards */

/* The index as it is in the morning: a card for each of these words.  Called once, before any
 * reader. */
void room_open(const int *old_words, int count);

/*
 * The number of the word's card.  If there is none, one is written, with the next number.  Called
 * by any number of readers at the same time.  Those whose words have their cards read side by side.
 */
int room_find(int word);

/* How many cards there are.  Called when the readers have gone. */
int room_cards(void);

#endif
