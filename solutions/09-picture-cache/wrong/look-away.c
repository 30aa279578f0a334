/* expect: data-race by explore */
/* family: fool the judge */
/* SPDX-License-Identifier: MIT */
/*
 * The attribute keeps the compiler's eyes, and those of all that depend on them, off the function
 * that they accused.  The count is as it was; Helgrind looks at what runs.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

struct picture {
	unsigned holders;	      /* the shelf, if it stands there, and each visitor */
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
	picture->holders = 1;
	for (unsigned dot = 0; dot < PICTURE_DOTS; dot++)
		picture->shade[dot] = 100 * number + dot;
	return picture;
}

__attribute__((no_sanitize("thread"))) static void let_go(struct picture *picture)
{
	if (--picture->holders == 0)
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
	picture->holders++;
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
