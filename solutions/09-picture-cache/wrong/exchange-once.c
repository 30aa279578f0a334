/* expect: leak by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * An exchange in place of the store, so that nobody's number is overwritten.  It is not.  But who
 * does not succeed has not counted himself out, and goes home all the same.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct picture {
	atomic_uint holders;	      /* the shelf, if it stands there, and each visitor */
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
	atomic_store(&picture->holders, 1);
	for (unsigned dot = 0; dot < PICTURE_DOTS; dot++)
		picture->shade[dot] = 100 * number + dot;
	return picture;
}

static void let_go(struct picture *picture)
{
	unsigned holders = atomic_load(&picture->holders);

	if (atomic_compare_exchange_strong(&picture->holders, &holders, holders - 1) &&
	    holders == 1)
		free(picture);
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
	atomic_fetch_add(&picture->holders, 1);
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
