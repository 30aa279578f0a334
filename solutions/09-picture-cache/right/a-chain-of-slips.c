/* SPDX-License-Identifier: MIT */
/*
 * Style: no number at all.  Each who takes a plate leaves a slip with it, and takes one off again
 * on leaving; a plate without slips is nobody's.  All under the desk's lock.  Costs an allocation
 * each time; of use where one wants to know who still has it.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

struct slip {
	struct slip *next;
};

struct picture {
	struct slip *slips;	      /* guarded by desk: the shelf has one, each visitor too */
	unsigned shade[PICTURE_DOTS]; /* set before anybody has it, then only read */
};

static pthread_mutex_t desk = PTHREAD_MUTEX_INITIALIZER;
/* guarded by desk: */
static struct picture *shelf[PICTURES]; /* NULL: not there */

/* With the desk's lock held. */
static void leave_slip(struct picture *picture)
{
	struct slip *slip = malloc(sizeof(*slip));

	if (slip == NULL)
		abort();
	slip->next = picture->slips;
	picture->slips = slip;
}

/* A new plate, held by the shelf. */
static struct picture *develop(unsigned number)
{
	struct picture *picture = malloc(sizeof(*picture));

	if (picture == NULL)
		abort();
	picture->slips = NULL;
	leave_slip(picture);
	for (unsigned dot = 0; dot < PICTURE_DOTS; dot++)
		picture->shade[dot] = 100 * number + dot;
	return picture;
}

static void let_go(struct picture *picture)
{
	struct slip *slip;
	bool was_last;

	pthread_mutex_lock(&desk);
	slip = picture->slips;
	picture->slips = slip->next;
	was_last = picture->slips == NULL;
	pthread_mutex_unlock(&desk);
	free(slip);
	if (was_last)
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
	leave_slip(picture);
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
