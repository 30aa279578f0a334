/* SPDX-License-Identifier: MIT */
/*
 * There is one pen, and who wants to write must have it before he comes in.  With it he looks
 * again, in peace: others may read meanwhile, and nobody else writes.  Only for the card itself
 * must he be alone, and there is nothing left to look up then.  It costs a lock more, and keeps the
 * readers out for the shortest time.
 */
#include "lab.h"

#include <pthread.h>

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

/* Nests outside room: whoever has it may come into the room, nobody takes it in there. */
static pthread_mutex_t pen = PTHREAD_MUTEX_INITIALIZER;

static int read_index(int word)
{
	int card;

	pthread_rwlock_rdlock(&room);
	card = look_up(word);
	pthread_rwlock_unlock(&room);
	return card;
}

int room_find(int word)
{
	int card = read_index(word);

	if (card != NO_CARD)
		return card;

	pthread_mutex_lock(&pen);
	card = read_index(word);
	if (card == NO_CARD) {
		pthread_rwlock_wrlock(&room);
		card = write_card(word);
		pthread_rwlock_unlock(&room);
	}
	pthread_mutex_unlock(&pen);
	return card;
}

int room_cards(void)
{
	return cards;
}
