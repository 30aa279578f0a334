/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: counted from the lower hollow upwards, no nut that goes down can be counted twice.
 * Wrong: those that go up now can be, and those that go down can be seen in neither. Turning the
 * order round turns the trouble round.
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
	page->lower = lower;
	page->upper = upper;
}
