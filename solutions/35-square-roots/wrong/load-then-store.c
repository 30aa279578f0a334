/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/* Atomic to read and atomic to write, and somebody else in between. */
#include "lab.h"

#include <stdatomic.h>
#include <stddef.h>
#include <sys/mman.h>

static struct sheet {
	atomic_long sum;
} *sheet;

void sheet_open(void)
{
	sheet = mmap(NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	atomic_store(&sheet->sum, 0);
}

void sheet_add(int reckoner, int first, int end)
{
	(void)reckoner;
	for (int n = first; n < end; n++)
		atomic_store(&sheet->sum, atomic_load(&sheet->sum) + root(n));
}

long sheet_sum(void)
{
	return atomic_load(&sheet->sum);
}
