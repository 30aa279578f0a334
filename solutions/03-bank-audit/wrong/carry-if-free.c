/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the owl wears the cap now and reads at her leisure; squirrels who find it taken come
 * back another day, so nobody has to wait.
 * Wrong: what was to be carried is not carried, and the one who asked for it is not told.
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
	if (pthread_mutex_trylock(&cap) != 0)
		return;
	upper -= nuts;
	lower += nuts;
	pthread_mutex_unlock(&cap);
}

void bank_carry_up(long nuts)
{
	if (pthread_mutex_trylock(&cap) != 0)
		return;
	lower -= nuts;
	upper += nuts;
	pthread_mutex_unlock(&cap);
}

void bank_audit(struct page *page)
{
	pthread_mutex_lock(&cap);
	page->upper = upper;
	page->lower = lower;
	pthread_mutex_unlock(&cap);
}
