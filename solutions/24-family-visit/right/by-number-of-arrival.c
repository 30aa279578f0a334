/* SPDX-License-Identifier: MIT */
/*
 * Style: unlock round each call, and then look again.  Each entry has a number of arrival that is
 * never used twice, and the book is in this order.  So a walk need not remember an entry, which may
 * be gone when it comes back, but only a number: the next guest is the first one who came after it.
 * Cost: each step searches from the beginning.
 */
#include "lab.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

struct guest {
	unsigned number;
	unsigned long arrival;
	struct guest *next;
};

/* held by whoever reads or writes in the book */
static pthread_mutex_t pen = PTHREAD_MUTEX_INITIALIZER;
/* guarded by pen: */
static struct guest *book; /* in the order in which they came */
static unsigned long arrivals;

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
	arrivals = 0;
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
	guest->arrival = ++arrivals;
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

/* The number of the first guest who came after *arrival, which moves on; 0 if there is none. */
static unsigned next_after(unsigned long *arrival, unsigned long last)
{
	struct guest *guest;
	unsigned number = 0;

	pthread_mutex_lock(&pen);
	guest = book;
	while (guest != NULL && guest->arrival <= *arrival)
		guest = guest->next;
	if (guest != NULL && guest->arrival <= last) {
		*arrival = guest->arrival;
		number = guest->number;
	}
	pthread_mutex_unlock(&pen);
	return number;
}

/* Only those who came before the round began: or it might never end, or greet somebody twice. */
void house_greet(void (*greet)(unsigned guest))
{
	unsigned long arrival = 0, last;
	unsigned number;

	pthread_mutex_lock(&pen);
	last = arrivals;
	pthread_mutex_unlock(&pen);
	while ((number = next_after(&arrival, last)) != 0)
		greet(number);
}

void house_close(void)
{
	while (book != NULL) {
		struct guest *guest = book;

		book = guest->next;
		free(guest);
	}
}
