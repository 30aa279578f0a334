/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: two hollows, two locks, and every single access is locked. The tools have nothing to
 * say.
 * Wrong: the nuts on the way are in neither hollow, and nobody is kept from looking just then.
 */
#include "lab.h"

#include <pthread.h>

static struct hollow {
	pthread_mutex_t lock;
	long nuts; /* guarded by lock */
} upper = {PTHREAD_MUTEX_INITIALIZER, 0}, lower = {PTHREAD_MUTEX_INITIALIZER, 0};

static void hollow_add(struct hollow *hollow, long nuts)
{
	pthread_mutex_lock(&hollow->lock);
	hollow->nuts += nuts;
	pthread_mutex_unlock(&hollow->lock);
}

static long hollow_count(struct hollow *hollow)
{
	long nuts;

	pthread_mutex_lock(&hollow->lock);
	nuts = hollow->nuts;
	pthread_mutex_unlock(&hollow->lock);
	return nuts;
}

void bank_open(long in_upper, long in_lower)
{
	upper.nuts = in_upper;
	lower.nuts = in_lower;
}

void bank_carry_down(long nuts)
{
	hollow_add(&upper, -nuts);
	hollow_add(&lower, nuts);
}

void bank_carry_up(long nuts)
{
	hollow_add(&lower, -nuts);
	hollow_add(&upper, nuts);
}

void bank_audit(struct page *page)
{
	page->upper = hollow_count(&upper);
	page->lower = hollow_count(&lower);
}
