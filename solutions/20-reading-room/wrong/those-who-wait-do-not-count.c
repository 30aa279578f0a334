/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "They wait for each other: so let those who wait to write not count as readers."  That ends the
 * standstill, and was a good thought.  But the second one to write has stayed in the room while the
 * first one wrote, and still believes what he read before.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

#define NO_CARD 0

static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
/* guarded by door: */
static int readers;  /* in the room */
static int waiting;  /* of these: to write, and do not read meanwhile */
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

/* A reader wants to write. */
static void stay_alone(void)
{
	pthread_mutex_lock(&door);
	waiting++;
	pthread_cond_broadcast(&changed);
	while (readers > waiting || writing)
		pthread_cond_wait(&changed, &door);
	waiting--;
	writing = true;
	pthread_mutex_unlock(&door);
}

/* He has written, and is a reader like any other. */
static void open_the_door(void)
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
	waiting = 0;
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
	if (card == NO_CARD) {
		stay_alone();
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
