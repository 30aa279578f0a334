/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the owl gets a cap of her own, and now everybody in the oak wears one.
 * Wrong: a lock keeps apart only those who take the same one. Nobody else ever asks for the
 * owl's.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t owl_cap = PTHREAD_MUTEX_INITIALIZER;
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
	pthread_mutex_lock(&owl_cap);
	page->upper = upper;
	page->lower = lower;
	pthread_mutex_unlock(&owl_cap);
}
