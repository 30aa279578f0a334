/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "One reader at a time, and each may write": nobody has to become anything.  Nothing stands still,
 * no word has two cards, all tools are content.  But it was a reading room, and now it is a
 * cupboard with a line before it, for the one word in a thousand that is new.
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

int room_find(int word)
{
	int card;

	pthread_rwlock_wrlock(&room);
	card = look_up(word);
	if (card == NO_CARD)
		card = write_card(word);
	pthread_rwlock_unlock(&room);
	return card;
}

int room_cards(void)
{
	return cards;
}
