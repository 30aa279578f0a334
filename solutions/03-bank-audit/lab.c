/* SPDX-License-Identifier: MIT */
/* Reference for 03-bank-audit: who looks at the nuts wears the same cap as who carries them. */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t cap = PTHREAD_MUTEX_INITIALIZER;
/*
 * guarded by cap, for readers as for writers.  What it guards is more than two numbers: it is that
 * their sum never changes.  That is untrue between the two lines of a walk, so nobody may look
 * then.
 */
static long upper;
static long lower;

void bank_open(long in_upper, long in_lower)
{
	/* Nobody is there yet; taken all the same, so that one rule holds for every line below. */
	pthread_mutex_lock(&cap);
	upper = in_upper;
	lower = in_lower;
	pthread_mutex_unlock(&cap);
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
	/*
	 * The repair.  A lock does not stand around the data: it stops only those who ask for it.
	 * As long as the owl did not ask, the squirrels' cap was no concern of hers.
	 *
	 * Both looks in one go: a cap for each look would let a squirrel through in between, and
	 * the page would show the upper hollow before her walk and the lower one after it.
	 */
	pthread_mutex_lock(&cap);
	page->upper = upper;
	page->lower = lower;
	pthread_mutex_unlock(&cap);
}
