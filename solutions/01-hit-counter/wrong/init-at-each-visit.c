/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a lock must be initialised before it is used, and so it is, right before.
 * Wrong: each visitor makes the lock anew, also while another one holds it, and then it is free again.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock;
static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	pthread_mutex_init(&lock, NULL);
	pthread_mutex_lock(&lock);
	hits++;
	pthread_mutex_unlock(&lock);
}

long counter_total(void)
{
	return hits;
}
