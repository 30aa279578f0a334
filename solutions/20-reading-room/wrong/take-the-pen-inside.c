/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "Two who wait for each other: so let only one at a time wait to be alone."  There is one pen, and
 * who has it waits for the others to go.  But he takes it inside, and so does the next one, who
 * stays in the room while he waits for the pen.
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

/* whoever wants to write */
static pthread_mutex_t pen = PTHREAD_MUTEX_INITIALIZER;

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

/*
 * A reader wants to write: returns when he is the only one in the room.  He has stayed in it
 * meanwhile, so what he has read is still true.  (With pthread_rwlock_t this cannot be done.)
 */
static void stay_alone(void)
{
	pthread_mutex_lock(&door);
	while (readers > 1)
		pthread_cond_wait(&changed, &door);
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
		pthread_mutex_lock(&pen);
		stay_alone();
		card = look_up(word);
		if (card == NO_CARD)
			card = write_card(word);
		open_the_door();
		pthread_mutex_unlock(&pen);
	}
	go_out();
	return card;
}

int room_cards(void)
{
	return cards;
}
