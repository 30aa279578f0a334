/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "If he cannot be alone at once, let him go out and try again": nobody stays in anybody's way,
 * each word gets its card.  But nobody waits, either.  While one reads or writes, the other runs in
 * and out of the door as fast as he can.
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

/* No card: somebody is in the room, and the word may have got its card by now. */
static int try_to_write(int word)
{
	int card;

	if (pthread_rwlock_trywrlock(&room) != 0)
		return NO_CARD;
	card = look_up(word);
	if (card == NO_CARD)
		card = write_card(word);
	pthread_rwlock_unlock(&room);
	return card;
}

int room_find(int word)
{
	int card = NO_CARD;

	while (card == NO_CARD) {
		pthread_rwlock_rdlock(&room);
		card = look_up(word);
		pthread_rwlock_unlock(&room);
		if (card == NO_CARD)
			card = try_to_write(word);
	}
	return card;
}

int room_cards(void)
{
	return cards;
}
