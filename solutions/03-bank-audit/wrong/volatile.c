/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: `volatile` makes the owl look at the hollows and not at what the compiler remembers.
 * Wrong: it makes no order and keeps nobody away. She looks very truly, in the middle of a walk.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t cap = PTHREAD_MUTEX_INITIALIZER;
static volatile long upper;
static volatile long lower;

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
