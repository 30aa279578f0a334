/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a read-write lock for the oak; and why should squirrels wait for each other, or for an
 * owl?
 * Wrong: read locks are for those who only read. Side by side with a squirrel who writes, the owl
 * sees the middle of a walk, and two squirrels overwrite each other's counts.
 */
#include "lab.h"

#include <pthread.h>

static pthread_rwlock_t oak = PTHREAD_RWLOCK_INITIALIZER;
static long upper;
static long lower;

void bank_open(long in_upper, long in_lower)
{
	upper = in_upper;
	lower = in_lower;
}

void bank_carry_down(long nuts)
{
	pthread_rwlock_rdlock(&oak);
	upper -= nuts;
	lower += nuts;
	pthread_rwlock_unlock(&oak);
}

void bank_carry_up(long nuts)
{
	pthread_rwlock_rdlock(&oak);
	lower -= nuts;
	upper += nuts;
	pthread_rwlock_unlock(&oak);
}

void bank_audit(struct page *page)
{
	pthread_rwlock_rdlock(&oak);
	page->upper = upper;
	page->lower = lower;
	pthread_rwlock_unlock(&oak);
}
