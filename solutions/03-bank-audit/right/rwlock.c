/* SPDX-License-Identifier: MIT */
/*
 * Style: a read-write lock.  Owls may count side by side, and only squirrels need the oak to
 * themselves.  Costs: each lock and unlock is dearer than a mutex's, so for two loads it pays only
 * when there are many owls; and a steady stream of owls may keep the squirrels out for long.
 */
#include "lab.h"

#include <pthread.h>

static pthread_rwlock_t oak = PTHREAD_RWLOCK_INITIALIZER;
/* guarded by oak: */
static long upper;
static long lower;

void bank_open(long in_upper, long in_lower)
{
	pthread_rwlock_wrlock(&oak);
	upper = in_upper;
	lower = in_lower;
	pthread_rwlock_unlock(&oak);
}

static void carry(long nuts)
{
	pthread_rwlock_wrlock(&oak);
	upper -= nuts;
	lower += nuts;
	pthread_rwlock_unlock(&oak);
}

void bank_carry_down(long nuts)
{
	carry(nuts);
}

void bank_carry_up(long nuts)
{
	carry(-nuts);
}

void bank_audit(struct page *page)
{
	pthread_rwlock_rdlock(&oak);
	page->upper = upper;
	page->lower = lower;
	pthread_rwlock_unlock(&oak);
}
