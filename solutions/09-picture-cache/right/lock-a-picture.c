/* SPDX-License-Identifier: MIT */
/*
 * Style: each plate has a lock for its own count, so that those who leave different plates do not
 * meet.  The last one destroys the lock with the plate: POSIX allows that as soon as no one can
 * come to it any more.  Order: desk before a plate's lock, never the other way round.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct picture {
	pthread_mutex_t lock;
	unsigned holders; /* guarded by lock: the shelf, if it stands there, and each visitor */
	unsigned shade[PICTURE_DOTS]; /* set before anybody has it, then only read */
};

static pthread_mutex_t desk = PTHREAD_MUTEX_INITIALIZER;
/* guarded by desk: */
static struct picture *shelf[PICTURES]; /* NULL: not there */

/* A new plate, held by the shelf. */
static struct picture *develop(unsigned number)
{
	struct picture *picture = malloc(sizeof(*picture));

	if (picture == NULL)
		abort();
	pthread_mutex_init(&picture->lock, NULL);
	picture->holders = 1;
	for (unsigned dot = 0; dot < PICTURE_DOTS; dot++)
		picture->shade[dot] = 100 * number + dot;
	return picture;
}

static void let_go(struct picture *picture)
{
	bool was_last;

	pthread_mutex_lock(&picture->lock);
	was_last = --picture->holders == 0;
	pthread_mutex_unlock(&picture->lock);
	if (was_last) {
		pthread_mutex_destroy(&picture->lock);
		free(picture);
	}
}

void picture_open(void)
{
	for (unsigned number = 0; number < PICTURES; number++)
		shelf[number] = NULL;
}

struct picture *picture_take(unsigned number)
{
	struct picture *picture;

	pthread_mutex_lock(&desk);
	if (shelf[number] == NULL)
		shelf[number] = develop(number);
	picture = shelf[number];
	pthread_mutex_lock(&picture->lock);
	picture->holders++;
	pthread_mutex_unlock(&picture->lock);
	pthread_mutex_unlock(&desk);
	return picture;
}

unsigned picture_dot(const struct picture *picture, unsigned dot)
{
	return picture->shade[dot];
}

void picture_give_back(struct picture *picture)
{
	let_go(picture);
}

void picture_retire(unsigned number)
{
	struct picture *picture;

	pthread_mutex_lock(&desk);
	picture = shelf[number];
	shelf[number] = NULL;
	pthread_mutex_unlock(&desk);
	if (picture != NULL)
		let_go(picture);
}
