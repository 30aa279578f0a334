/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "To write it is enough that nobody else writes": a pen for one, and who has it writes while the
 * others read on. They read what he is writing: a word that is half there, a count that is ahead of
 * its card.
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

static pthread_mutex_t pen = PTHREAD_MUTEX_INITIALIZER;

int room_find(int word)
{
	int card;

	pthread_rwlock_rdlock(&room);
	card = look_up(word);
	if (card == NO_CARD) {
		pthread_mutex_lock(&pen);
		card = look_up(word);
		if (card == NO_CARD)
			card = write_card(word);
		pthread_mutex_unlock(&pen);
	}
	pthread_rwlock_unlock(&room);
	return card;
}

int room_cards(void)
{
	return cards;
}
