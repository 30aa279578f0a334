/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: it is the second look that comes out of step, so the second look gets the lock.
 * Wrong: the first look is as free as before: it may fall into the middle of a walk, or before
 * one that the second look sees the end of.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t cap = PTHREAD_MUTEX_INITIALIZER;
static long upper;
static long lower;

void bank_open(long in_upper, long in_lower)
{
	upper = in_upper;
	lower = in_lower;
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
	page->upper = upper;
	pthread_mutex_lock(&cap);
	page->lower = lower;
	pthread_mutex_unlock(&cap);
}
