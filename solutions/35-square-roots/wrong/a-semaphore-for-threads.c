/* expect: lock-misuse by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/* sem_init()'s second argument says whether processes share it; here it says no. */
#include "lab.h"

#include <semaphore.h>
#include <stddef.h>
#include <sys/mman.h>

static struct sheet {
	sem_t free;
	long sum;
} *sheet;

void sheet_open(void)
{
	sheet = mmap(NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	sem_init(&sheet->free, 0, 1);
	sheet->sum = 0;
}

void sheet_add(int reckoner, int first, int end)
{
	(void)reckoner;
	for (int n = first; n < end; n++) {
		int part = root(n);

		sem_wait(&sheet->free);
		sheet->sum += part;
		sem_post(&sheet->free);
	}
}

long sheet_sum(void)
{
	return sheet->sum;
}
