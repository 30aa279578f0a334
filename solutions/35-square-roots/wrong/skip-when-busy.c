/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/* Who finds the lock taken leaves the root out. */
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

	sheet = mmap(NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
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

		if (pthread_mutex_trylock(&sheet->lock) != 0)
			continue;
		sheet->sum += part;
		pthread_mutex_unlock(&sheet->lock);
	}
}

long sheet_sum(void)
{
	return sheet->sum;
}
