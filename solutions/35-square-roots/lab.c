/* SPDX-License-Identifier: MIT */
/* Reference for 35-square-roots: the lock lies where the sum lies, and is made for several processes. */
#include "lab.h"

#include <pthread.h>
#include <sys/mman.h>

/* In memory that forked processes share: what they add to, and what guards it. */
static struct sheet {
	pthread_mutex_t lock;
	long sum;
} *sheet;

static void make_lock(pthread_mutex_t *lock)
{
	pthread_mutexattr_t attributes;

	/*
	 * A lock for threads of one process may keep its waiters where only that process can find them:
	 * one for several has to be told.
	 */
	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
	pthread_mutex_init(lock, &attributes);
	pthread_mutexattr_destroy(&attributes);
}

void sheet_open(void)
{
	sheet = mmap(NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	/* Before the fork: afterwards each process would make it anew under the others' hands. */
	make_lock(&sheet->lock);
	sheet->sum = 0;
}

void sheet_add(int reckoner, int first, int end)
{
	(void)reckoner;
	for (int n = first; n < end; n++) {
		int part = root(n);

		pthread_mutex_lock(&sheet->lock);
		sheet->sum += part;
		pthread_mutex_unlock(&sheet->lock);
	}
}

long sheet_sum(void)
{
	return sheet->sum;
}
