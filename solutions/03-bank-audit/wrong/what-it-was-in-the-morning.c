/* expect: assertion by explore */
/* family: fool the judge */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: all nuts together never change, so a page that adds up is easily had: the one of the
 * opening.
 * Wrong: that is no audit. It adds up and says nothing of what lies where.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t cap = PTHREAD_MUTEX_INITIALIZER;
static long upper;
static long lower;
static struct page opening; /* set when the bank opens, then only read */

void bank_open(long in_upper, long in_lower)
{
	upper = in_upper;
	lower = in_lower;
	opening = (struct page){in_upper, in_lower};
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
	*page = opening;
}
