/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "If somebody waits already, do not wait as well."  The second one leaves the room, and with that
 * the first one can write.  All tools are content.  But the second one had a word to look up, and
 * has gone home without a card.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

#define NO_CARD 0

static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
/* guarded by door: */
static int readers;  /* in the room */
static bool staying; /* one of them waits to be alone, or is */

/* guarded by the room: many may read, and who writes is alone */
static int words[ROOM_CARDS + 1]; /* by the numbers of their cards */
static int cards;

static void come_in(void)
{
	pthread_mutex_lock(&door);
	while (staying)
		pthread_cond_wait(&changed, &door);
	readers++;
	pthread_mutex_unlock(&door);
}

static void go_out(void)
{
	pthread_mutex_lock(&door);
	readers--;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&door);
}

/* A reader wants to write.  False: another one wants to, and was first. */
static bool stay_alone(void)
{
	bool first;

	pthread_mutex_lock(&door);
	first = !staying;
	staying = true;
	while (first && readers > 1)
		pthread_cond_wait(&changed, &door);
	pthread_mutex_unlock(&door);
	return first;
}

/* He has written, and is a reader like any other. */
static void open_the_door(void)
{
	pthread_mutex_lock(&door);
	staying = false;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&door);
}

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
	readers = 0;
	staying = false;
	cards = 0;
	for (int i = 0; i < count; i++)
		write_card(old_words[i]);
}

int room_find(int word)
{
	int card;

	come_in();
	card = look_up(word);
	if (card == NO_CARD && stay_alone()) {
		card = write_card(word);
		open_the_door();
	}
	go_out();
	return card;
}

int room_cards(void)
{
	return cards;
}
