/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: when the cap is taken, the owl hands out the last page that she wrote: it adds up,
 * after all.
 * Wrong: it adds up, and it is old. A squirrel who asks after her own walk is told that she has
 * not been there.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t cap = PTHREAD_MUTEX_INITIALIZER;
static long upper;
static long lower;

/* guards last; never held while somebody waits for the cap */
static pthread_mutex_t book = PTHREAD_MUTEX_INITIALIZER;
static struct page last;

void bank_open(long in_upper, long in_lower)
{
	upper = in_upper;
	lower = in_lower;
	last = (struct page){in_upper, in_lower};
}

void bank_carry_down(long nuts)
{
	pthread_mutex_lock(&cap);
	upper -= nuts;
	lower += nuts;
	pthread_mutex_unlock(&cap);
}

void bank_carry_up(long nuts)
{
	pthread_mutex_lock(&cap);
	lower -= nuts;
	upper += nuts;
	pthread_mutex_unlock(&cap);
}

void bank_audit(struct page *page)
{
	bool is_free = pthread_mutex_trylock(&cap) == 0;

	pthread_mutex_lock(&book);
	if (is_free)
		last = (struct page){upper, lower};
	*page = last;
	pthread_mutex_unlock(&book);
	if (is_free)
		pthread_mutex_unlock(&cap);
}
