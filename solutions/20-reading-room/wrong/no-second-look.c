/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * He goes out before he comes in to write: nobody waits for himself or for each other any more. But
 * he writes what he found out as a reader.  The one before him at the door may have had the same
 * word, and now it has two cards.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

#define NO_CARD 0

static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
/* guarded by door: */
static int readers;  /* in the room */
static bool writing; /* one of them, and he is alone */

/* guarded by the room: many may read, and who writes is alone */
static int words[ROOM_CARDS + 1]; /* by the numbers of their cards */
static int cards;

static void come_in(void)
{
	pthread_mutex_lock(&door);
	while (writing)
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

/* To write: no reader may be in the room, not even the caller. */
static void come_in_alone(void)
{
	pthread_mutex_lock(&door);
	while (readers > 0 || writing)
		pthread_cond_wait(&changed, &door);
	writing = true;
	pthread_mutex_unlock(&door);
}

static void go_out_alone(void)
{
	pthread_mutex_lock(&door);
	writing = false;
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
	writing = false;
	cards = 0;
	for (int i = 0; i < count; i++)
		write_card(old_words[i]);
}

int room_find(int word)
{
	int card;

	come_in();
	card = look_up(word);
	go_out();
	if (card != NO_CARD)
		return card;

	come_in_alone();
	card = write_card(word);
	go_out_alone();
	return card;
}

int room_cards(void)
{
	return cards;
}
