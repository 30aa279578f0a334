/* SPDX-License-Identifier: MIT */
/*
 * Style: a sequence lock.  Squirrels wear the cap, and count up when they put it on and when they
 * take it off; the owl takes no lock, but counts again if a walk was under way or was made
 * meanwhile.  Costs: the owl may have to count often while squirrels are busy, and everything that
 * she reads must be atomic, since she reads it also when it is being changed.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

static pthread_mutex_t cap = PTHREAD_MUTEX_INITIALIZER;
/* written with the cap on, read by anybody: */
static atomic_uint walks; /* odd while a squirrel is on her way */
static atomic_long upper;
static atomic_long lower;

void bank_open(long in_upper, long in_lower)
{
	atomic_store(&walks, 0);
	atomic_store(&upper, in_upper);
	atomic_store(&lower, in_lower);
}

static void carry(long down)
{
	pthread_mutex_lock(&cap);
	atomic_fetch_add(&walks, 1);
	atomic_fetch_sub(&upper, down);
	atomic_fetch_add(&lower, down);
	atomic_fetch_add(&walks, 1);
	pthread_mutex_unlock(&cap);
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
	for (;;) {
		unsigned before = atomic_load(&walks);

		if (before % 2 == 0) {
			page->upper = atomic_load(&upper);
			page->lower = atomic_load(&lower);
			if (atomic_load(&walks) == before)
				return;
		}
		sched_yield();
	}
}
