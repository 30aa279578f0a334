/* SPDX-License-Identifier: MIT */
/*
 * Cards are only ever added.  So readers need no lock: they see the count, and all cards that were
 * written before it was raised (release and acquire).  Writers have a mutex, and look again at what
 * has come since.  Readers cost nothing.  It costs the argument, and the day somebody wants to take
 * a card out.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

#define NO_CARD 0

static pthread_mutex_t pen = PTHREAD_MUTEX_INITIALIZER;
/* raised with the pen; a card below it is never written again */
static atomic_int cards;
static int words[ROOM_CARDS + 1]; /* by the numbers of their cards */

/* Among the cards after the first `from`, up to `to`. */
static int look_up(int word, int from, int to)
{
	for (int card = from + 1; card <= to; card++)
		if (words[card] == word)
			return card;
	return NO_CARD;
}

/* With the pen. */
static int write_card(int word)
{
	int card = atomic_load_explicit(&cards, memory_order_relaxed) + 1;

	words[card] = word;
	atomic_store_explicit(&cards, card, memory_order_release);
	return card;
}

void room_open(const int *old_words, int count)
{
	atomic_store(&cards, 0);
	for (int i = 0; i < count; i++)
		write_card(old_words[i]);
}

int room_find(int word)
{
	int seen = atomic_load_explicit(&cards, memory_order_acquire);
	int card = look_up(word, 0, seen);

	if (card != NO_CARD)
		return card;
	pthread_mutex_lock(&pen);
	card = look_up(word, seen, atomic_load_explicit(&cards, memory_order_relaxed));
	if (card == NO_CARD)
		card = write_card(word);
	pthread_mutex_unlock(&pen);
	return card;
}

int room_cards(void)
{
	return atomic_load(&cards);
}
