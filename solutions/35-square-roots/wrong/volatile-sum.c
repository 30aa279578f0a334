/* expect: data-race by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/* volatile makes the compiler read and write each time; it does not make the two one. */
#include "lab.h"

#include <stddef.h>
#include <sys/mman.h>

static struct sheet {
	volatile long sum;
} *sheet;

void sheet_open(void)
{
	sheet = mmap(NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	sheet->sum = 0;
}

void sheet_add(int reckoner, int first, int end)
{
	(void)reckoner;
	for (int n = first; n < end; n++)
		sheet->sum += root(n);
}

long sheet_sum(void)
{
	return sheet->sum;
}
