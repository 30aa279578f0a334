/* expect: leak by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "If the entry is gone when the finger comes back, then do not throw entries away." With a
 * recursive lock, and entries that are cut out of the list but never freed, each walk finds its way
 * back.  But nobody knows any more where those entries are, and every guest who leaves adds one.
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
	pthread_mutexattr_t kind;

	pthread_mutexattr_init(&kind);
	pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&pen, &kind);
	pthread_mutexattr_destroy(&kind);
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
	pthread_mutex_unlock(&pen);
	return true;
}

bool house_leave(unsigned number)
{
	struct guest **place, *guest;

	pthread_mutex_lock(&pen);
	place = find(number);
	guest = *place;
	if (guest != NULL)
		*place = guest->next;
	pthread_mutex_unlock(&pen);
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
	pthread_mutex_lock(&pen);
	for (struct guest *guest = book; guest != NULL; guest = guest->next)
		greet(guest->number);
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
