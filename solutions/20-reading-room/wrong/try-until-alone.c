/* expect: livelock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "Do not wait, try: whoever tries cannot hang."  He does not hang.  He reads, and tries to write,
 * and cannot, because somebody reads: he.  And he never gets tired of it.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>

#define NO_CARD 0

static pthread_rwlock_t room = PTHREAD_RWLOCK_INITIALIZER;
/* guarded by room: */
static int words[ROOM_CARDS + 1]; /* by the numbers of their cards */
static int cards;

static int look_up(int word)
{
	for (int card = 1; card <= cards; card++)
		if (words[card] == word)
			return card;
	return NO_CARD;
}

static int write_card(int word)
{
	words[cards + 1] = word;
	return ++cards;
}

void room_open(const int *old_words, int count)
{
	cards = 0;
	for (int i = 0; i < count; i++)
		write_card(old_words[i]);
}

int room_find(int word)
{
	int card;

	pthread_rwlock_rdlock(&room);
	card = look_up(word);
	if (card == NO_CARD) {
		while (pthread_rwlock_trywrlock(&room) != 0)
			sched_yield();
		card = look_up(word);
		if (card == NO_CARD)
			card = write_card(word);
		pthread_rwlock_unlock(&room);
	}
	pthread_rwlock_unlock(&room);
	return card;
}

int room_cards(void)
{
	return cards;
}
