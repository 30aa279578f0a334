/* expect: data-race by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * A semaphore counts the *other* holders: who comes adds a token, who leaves tries to take one, and
 * who finds none is the last.  The counting is perfect.  But a sem_trywait that *fails* orders
 * nothing (POSIX leaves it open), so nothing says that the last one frees after the others have
 * looked.
 */
#include "lab.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

struct picture {
	sem_t others;		      /* a token for each holder but one */
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
	sem_init(&picture->others, 0, 0);
	for (unsigned dot = 0; dot < PICTURE_DOTS; dot++)
		picture->shade[dot] = 100 * number + dot;
	return picture;
}

static void let_go(struct picture *picture)
{
	if (sem_trywait(&picture->others) == 0)
		return;
	sem_destroy(&picture->others);
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
	sem_post(&picture->others);
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
