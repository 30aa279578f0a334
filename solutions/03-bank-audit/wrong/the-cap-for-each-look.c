/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the owl wears the right cap whenever she looks into a hollow.
 * Wrong: she takes it off between the two looks. A squirrel makes her whole walk in between, and
 * the page shows the upper hollow before it and the lower one after it.
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

static long look(const long *hollow)
{
	long nuts;

	pthread_mutex_lock(&cap);
	nuts = *hollow;
	pthread_mutex_unlock(&cap);
	return nuts;
}

void bank_audit(struct page *page)
{
	page->upper = look(&upper);
	page->lower = look(&lower);
}
