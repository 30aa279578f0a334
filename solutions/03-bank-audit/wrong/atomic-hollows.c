/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: with atomic hollows no tool finds a data race any more, and the owl needs no lock.
 * Wrong: each number by itself is right at each moment, and the pair is not. The owl still comes
 * between the two, when a squirrel has the nuts in her cheeks.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t cap = PTHREAD_MUTEX_INITIALIZER;
static atomic_long upper;
static atomic_long lower;

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
	page->lower = lower;
}
