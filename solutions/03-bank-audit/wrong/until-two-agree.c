/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: she counts again until two counts in a row come to the same, as one does with money.
 * Wrong: both counts can be made while the same squirrel sits on the same branch with full
 * cheeks. They agree, on a number that was never true.
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

static struct page count(void)
{
	struct page page;

	page.upper = upper;
	page.lower = lower;
	return page;
}

void bank_audit(struct page *page)
{
	struct page again = count();

	do {
		*page = again;
		again = count();
	} while (again.upper != page->upper || again.lower != page->lower);
}
