/* SPDX-License-Identifier: MIT */
/*
 * Style: a lock for each hollow, and whoever carries or counts holds both, always the upper one
 * first.  Costs: two locks where one does; it pays only once there are things to do that concern
 * one hollow alone.  The order must be kept by everybody, or two squirrels block each other.
 */
#include "lab.h"

#include <pthread.h>

static struct hollow {
	pthread_mutex_t cap;
	long nuts; /* guarded by cap */
} upper = {PTHREAD_MUTEX_INITIALIZER, 0}, lower = {PTHREAD_MUTEX_INITIALIZER, 0};

static void caps_on(void)
{
	pthread_mutex_lock(&upper.cap);
	pthread_mutex_lock(&lower.cap);
}

static void caps_off(void)
{
	pthread_mutex_unlock(&lower.cap);
	pthread_mutex_unlock(&upper.cap);
}

void bank_open(long in_upper, long in_lower)
{
	caps_on();
	upper.nuts = in_upper;
	lower.nuts = in_lower;
	caps_off();
}

void bank_carry_down(long nuts)
{
	caps_on();
	upper.nuts -= nuts;
	lower.nuts += nuts;
	caps_off();
}

void bank_carry_up(long nuts)
{
	caps_on();
	lower.nuts -= nuts;
	upper.nuts += nuts;
	caps_off();
}

void bank_audit(struct page *page)
{
	caps_on();
	page->upper = upper.nuts;
	page->lower = lower.nuts;
	caps_off();
}
