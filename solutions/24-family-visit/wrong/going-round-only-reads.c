/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "To go round is only to read: a lock that many can read under." Two hosts no longer hinder each
 * other.  But a guest who is greeted and wants to sign waits until nobody reads any more, and the
 * one who reads is himself.
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
static pthread_rwlock_t pen = PTHREAD_RWLOCK_INITIALIZER;
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
	book = NULL;
}

bool house_arrive(unsigned number)
{
	struct guest **place, *guest;

	pthread_rwlock_wrlock(&pen);
	place = find(number);
	if (*place != NULL) {
		pthread_rwlock_unlock(&pen);
		return false;
	}
	guest = malloc(sizeof(*guest));
	if (guest == NULL)
		abort();
	guest->number = number;
	guest->next = NULL;
	*place = guest;
	pthread_rwlock_unlock(&pen);
	return true;
}

bool house_leave(unsigned number)
{
	struct guest **place, *guest;

	pthread_rwlock_wrlock(&pen);
	place = find(number);
	guest = *place;
	if (guest != NULL)
		*place = guest->next;
	pthread_rwlock_unlock(&pen);
	free(guest);
	return guest != NULL;
}

bool house_has(unsigned number)
{
	bool here;

	pthread_rwlock_rdlock(&pen);
	here = *find(number) != NULL;
	pthread_rwlock_unlock(&pen);
	return here;
}

void house_greet(void (*greet)(unsigned guest))
{
	pthread_rwlock_rdlock(&pen);
	for (struct guest *guest = book; guest != NULL; guest = guest->next)
		greet(guest->number);
	pthread_rwlock_unlock(&pen);
}

void house_close(void)
{
	while (book != NULL) {
		struct guest *guest = book;

		book = guest->next;
		free(guest);
	}
}
