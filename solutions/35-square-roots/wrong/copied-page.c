/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/* The lock is where it belongs and made for several processes; but the page is copied, not shared. */
#include "lab.h"

#include <pthread.h>
#include <sys/mman.h>

static struct sheet {
	pthread_mutex_t lock;
	long sum;
} *sheet;

void sheet_open(void)
{
	pthread_mutexattr_t attributes;

	sheet = mmap(NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		     0);
	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
	pthread_mutex_init(&sheet->lock, &attributes);
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
