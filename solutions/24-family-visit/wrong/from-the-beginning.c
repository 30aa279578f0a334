/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Look after each talk whether the book has changed, and if it has, begin again from the top."
 * Nobody is left out, and nobody steps on an entry that is gone.  But those at the top are greeted
 * a second time, and a guest who answers by leaving and coming back keeps the round going all day.
 */
#include "lab.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

struct guest {
	unsigned number;
	struct guest *next;
};

/* held by whoever reads or writes in the book */
static pthread_mutex_t pen = PTHREAD_MUTEX_INITIALIZER;
/* guarded by pen: */
static struct guest *book; /* in the order in which they came */
static unsigned long changes;

/* Where in the book a guest stands, or would be added.  Called with the pen. */
static struct guest **find(unsigned number)
{
	struct guest **place = &book;

	while (*place != NULL && (*place)->number != number)
		place = &(*place)->next;
	return place;
}

void house_open(void)
{
	book = NULL;
}

bool house_arrive(unsigned number)
{
	struct guest **place, *guest;

	pthread_mutex_lock(&pen);
	place = find(number);
	if (*place != NULL) {
		pthread_mutex_unlock(&pen);
		return false;
	}
	guest = malloc(sizeof(*guest));
	if (guest == NULL)
		abort();
	guest->number = number;
	guest->next = NULL;
	*place = guest;
	changes++;
	pthread_mutex_unlock(&pen);
	return true;
}

bool house_leave(unsigned number)
{
	struct guest **place, *guest;

	pthread_mutex_lock(&pen);
	place = find(number);
	guest = *place;
	if (guest != NULL) {
		*place = guest->next;
		changes++;
	}
	pthread_mutex_unlock(&pen);
	free(guest);
	return guest != NULL;
}

bool house_has(unsigned number)
{
	bool here;

	pthread_mutex_lock(&pen);
	here = *find(number) != NULL;
	pthread_mutex_unlock(&pen);
	return here;
}

void house_greet(void (*greet)(unsigned guest))
{
	struct guest *guest;

	pthread_mutex_lock(&pen);
	guest = book;
	while (guest != NULL) {
		unsigned long before = changes;
		unsigned number = guest->number;

		pthread_mutex_unlock(&pen);
		greet(number);
		pthread_mutex_lock(&pen);
		guest = changes == before ? guest->next : book;
	}
	pthread_mutex_unlock(&pen);
}

void house_close(void)
{
	while (book != NULL) {
		struct guest *guest = book;

		book = guest->next;
		free(guest);
	}
}
