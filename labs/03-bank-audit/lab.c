/* SPDX-License-Identifier: MIT */
/*
 * The nut bank in the old oak.  This is the file that you repair.
 *
 * Only a squirrel who wears the cap may carry nuts, and there is one cap.
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

/* The owl carries nothing: she has a look at the upper hollow, and one at the lower. */
void bank_audit(struct page *page)
{
	page->upper = upper;
	page->lower = lower;
}
