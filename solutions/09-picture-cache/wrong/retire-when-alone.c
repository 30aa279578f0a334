/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "What is being looked at stays on the shelf": then no plate is ever off the shelf and in
 * somebody's hands, and the shelf alone frees.  Under the desk's lock the count cannot grow, so it
 * is even safe. But a plate that is popular is never retired, and there it stands.
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
	if (atomic_fetch_sub(&picture->holders, 1) == 1)
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
	if (picture != NULL && atomic_load(&picture->holders) == 1) {
		shelf[number] = NULL;
		free(picture);
	}
	pthread_mutex_unlock(&desk);
}
