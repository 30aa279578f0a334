/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the owl lets the squirrels finish first: a walk takes much less than ten milliseconds.
 * Wrong: a sleep orders nothing. When she wakes, the next squirrel is on her way, or still the
 * same.
 */
#include "lab.h"

#include <pthread.h>
#include <time.h>

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
	struct timespec nap = {.tv_nsec = 10 * 1000 * 1000};

	nanosleep(&nap, NULL);
	page->upper = upper;
	page->lower = lower;
}
