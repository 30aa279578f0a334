/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "With atomics there is nothing to wait for": the next number is drawn, then the word is put
 * there.  No two words get the same card.  But a word that two readers have not found gets two: to
 * look and to draw are two steps.
 */
#include "lab.h"

#include <stdatomic.h>

#define NO_CARD 0

static atomic_int words[ROOM_CARDS + 1]; /* by the numbers of their cards */
static atomic_int cards;

static int look_up(int word)
{
	for (int card = 1; card <= cards; card++)
		if (words[card] == word)
			return card;
	return NO_CARD;
}

static int write_card(int word)
{
	int card = atomic_fetch_add(&cards, 1) + 1;

	words[card] = word;
	return card;
}

void room_open(const int *old_words, int count)
{
	cards = 0;
	for (int i = 0; i < count; i++)
		write_card(old_words[i]);
}

int room_find(int word)
{
	int card = look_up(word);

	return card != NO_CARD ? card : write_card(word);
}

int room_cards(void)
{
	return cards;
}
