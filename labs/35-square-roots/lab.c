/* SPDX-License-Identifier: MIT */
/* The reckoning office's sheet, on which several processes add.  You repair this file. */
#include "lab.h"

#include <pthread.h>
#include <sys/mman.h>

/* In memory that forked processes share. */
static struct sheet {
	long sum;
} *sheet;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards the sum */

void sheet_open(void)
{
	sheet = mmap(NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	sheet->sum = 0;
}

void sheet_add(int reckoner, int first, int end)
{
	(void)reckoner;
	for (int n = first; n < end; n++) {
		int part = root(n);

		pthread_mutex_lock(&lock);
		sheet->sum += part;
		pthread_mutex_unlock(&lock);
	}
}

long sheet_sum(void)
{
	return sheet->sum;
}
