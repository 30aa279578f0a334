/* SPDX-License-Identifier: MIT */
/* Reference for 24-family-visit: every way out lays the pen down, and nobody is greeted with it. */
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
	book = NULL;
}

bool house_arrive(unsigned number)
{
	struct guest **place, *guest = NULL;

	pthread_mutex_lock(&pen);
	place = find(number);
	if (*place == NULL) {
		guest = malloc(sizeof(*guest));
		if (guest == NULL)
			abort();
		guest->number = number;
		guest->next = NULL;
		*place = guest;
	}
	/*
	 * One way in, one way out: a return in the middle is easily read over, and whoever leaves
	 * by it takes the pen along.
	 */
	pthread_mutex_unlock(&pen);
	return guest != NULL;
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

/*
 * Copies the numbers in the book, and returns how many there are.  Numbers and not pointers: when
 * the pen is down, a guest may be struck out, and its entry freed.
 */
static unsigned copy_book(unsigned numbers[HOUSE_MOST])
{
	unsigned count = 0;

	pthread_mutex_lock(&pen);
	for (struct guest *guest = book; guest != NULL; guest = guest->next)
		numbers[count++] = guest->number;
	pthread_mutex_unlock(&pen);
	return count;
}

/*
 * greet() is somebody else's code: it may call us, or wait for somebody who does.  So it is called
 * with nothing in hand.  What is greeted is the book as it was when the round began.
 */
void house_greet(void (*greet)(unsigned guest))
{
	unsigned numbers[HOUSE_MOST];
	unsigned count = copy_book(numbers);

	for (unsigned i = 0; i < count; i++)
		greet(numbers[i]);
}

void house_close(void)
{
	while (book != NULL) {
		struct guest *guest = book;

		book = guest->next;
		free(guest);
	}
}
