/* SPDX-License-Identifier: MIT */
/*
 * Style: a recursive lock, used with care.  The pen stays in hand for the whole round, and the same
 * thread may take it again.  That alone would let a guest tear out the page on which grandmother's
 * finger lies: so entries are only marked, and struck out when the last round is over.  A guest who
 * comes back meanwhile gets a new entry.  Cost: nobody else gets the pen while somebody talks, and
 * if the talk waits for them, the house stands still.
 */
#include "lab.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

struct guest {
	unsigned number;
	bool gone; /* struck out when no round is under way */
	struct guest *next;
};

/* recursive: a guest who is greeted may sign */
static pthread_mutex_t pen;
/* guarded by pen: */
static struct guest *book; /* in the order in which they came */
static unsigned rounds;	   /* under way, one within the other, all by whoever has the pen */

void house_open(void)
{
	pthread_mutexattr_t kind;

	pthread_mutexattr_init(&kind);
	pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&pen, &kind);
	pthread_mutexattr_destroy(&kind);
	book = NULL;
	rounds = 0;
}

static struct guest *find(unsigned number)
{
	struct guest *guest = book;

	while (guest != NULL && (guest->number != number || guest->gone))
		guest = guest->next;
	return guest;
}

static void add(unsigned number)
{
	struct guest **end = &book;

	while (*end != NULL)
		end = &(*end)->next;
	*end = calloc(1, sizeof(**end));
	if (*end == NULL)
		abort();
	(*end)->number = number;
}

/* Strikes out those who are gone, unless a finger may lie on one of them. */
static void sweep(void)
{
	struct guest **place = &book;

	if (rounds > 0)
		return;
	while (*place != NULL) {
		struct guest *guest = *place;

		if (guest->gone) {
			*place = guest->next;
			free(guest);
		} else {
			place = &guest->next;
		}
	}
}

bool house_arrive(unsigned number)
{
	bool added;

	pthread_mutex_lock(&pen);
	added = find(number) == NULL;
	if (added)
		add(number);
	pthread_mutex_unlock(&pen);
	return added;
}

bool house_leave(unsigned number)
{
	struct guest *guest;

	pthread_mutex_lock(&pen);
	guest = find(number);
	if (guest != NULL)
		guest->gone = true;
	sweep();
	pthread_mutex_unlock(&pen);
	return guest != NULL;
}

bool house_has(unsigned number)
{
	bool here;

	pthread_mutex_lock(&pen);
	here = find(number) != NULL;
	pthread_mutex_unlock(&pen);
	return here;
}

/* Up to the one who was last when the round began: a guest who leaves and comes back is not met. */
void house_greet(void (*greet)(unsigned guest))
{
	struct guest *last;

	pthread_mutex_lock(&pen);
	rounds++;
	last = book;
	while (last != NULL && last->next != NULL)
		last = last->next;
	for (struct guest *guest = book; guest != NULL; guest = guest->next) {
		if (!guest->gone)
			greet(guest->number);
		if (guest == last)
			break;
	}
	rounds--;
	sweep();
	pthread_mutex_unlock(&pen);
}

void house_close(void)
{
	while (book != NULL) {
		struct guest *guest = book;

		book = guest->next;
		free(guest);
	}
	pthread_mutex_destroy(&pen);
}
