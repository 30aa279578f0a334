/* expect: lock-misuse by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * The lock lies beside the sum, but nobody has told it that several processes use it: whoever waits for
 * it may wait where the others never look.
 */
#include "lab.h"

#include <pthread.h>
#include <sys/mman.h>

static struct sheet {
	pthread_mutex_t lock;
	long sum;
} *sheet;

void sheet_open(void)
{
	sheet = mmap(NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	pthread_mutex_init(&sheet->lock, NULL);
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
