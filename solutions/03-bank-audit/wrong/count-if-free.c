/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: with trylock the owl never has to wait for a squirrel, and what she writes down is
 * right.
 * Wrong: when a squirrel wears the cap, she writes down nothing. Who asked for an audit gets a
 * blank page.
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
	if (pthread_mutex_trylock(&cap) != 0)
		return;
	page->upper = upper;
	page->lower = lower;
	pthread_mutex_unlock(&cap);
}
