/* SPDX-License-Identifier: MIT */
/*
 * They may stay, all of them, if those who wait to write do not count as readers: they do not read
 * while they wait.  Then one after the other gets the room for himself.  But what they have read is
 * worth nothing by then, since others have written: so each looks again.  To stay is only another
 * way to leave, and costs a third count.
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

/* A reader wants to write.  What he has read may not be true any more when it returns. */
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
		card = look_up(word);
		if (card == NO_CARD)
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
