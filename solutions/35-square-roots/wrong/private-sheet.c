/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/* A sheet of its own for each process: everybody adds, and nobody sees what the others added. */
#include "lab.h"

#include <pthread.h>

static struct sheet {
	pthread_mutex_t lock;
	long sum;
} sheet = {.lock = PTHREAD_MUTEX_INITIALIZER};

void sheet_open(void)
{
	sheet.sum = 0;
}

void sheet_add(int reckoner, int first, int end)
{
	(void)reckoner;
	for (int n = first; n < end; n++) {
		pthread_mutex_lock(&sheet.lock);
		sheet.sum += root(n);
		pthread_mutex_unlock(&sheet.lock);
	}
}

long sheet_sum(void)
{
	return sheet.sum;
}
