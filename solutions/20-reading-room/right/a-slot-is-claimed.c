/* SPDX-License-Identifier: MIT */
/*
 * No lock at all: a card is a slot, empty or with a word, and a word is put into the first empty
 * slot by compare-and-exchange.  If that fails, somebody has written this very slot: it is looked
 * at like any other, and the search goes on.  There is no way to write without having looked.  It
 * costs an atomic load a card, and again the day somebody wants to take one out.
 */
#include "lab.h"

#include <stdatomic.h>

#define EMPTY 0

/* Filled from 1 on, without gaps, each slot once. */
static atomic_int words[ROOM_CARDS + 1];

void room_open(const int *old_words, int count)
{
	for (int card = 1; card <= ROOM_CARDS; card++)
		words[card] = card <= count ? old_words[card - 1] : EMPTY;
}

int room_find(int word)
{
	for (int card = 1; card <= ROOM_CARDS; card++) {
		int there = words[card];

		/* A failed exchange tells what is there now. */
		if (there == EMPTY && atomic_compare_exchange_strong(&words[card], &there, word))
			return card;
		if (there == word)
			return card;
	}
	return 0; /* the index is full */
}

int room_cards(void)
{
	int cards = 0;

	while (cards < ROOM_CARDS && words[cards + 1] != EMPTY)
		cards++;
	return cards;
}
