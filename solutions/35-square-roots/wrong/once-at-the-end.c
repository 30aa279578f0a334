/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/* Each reckoner adds but once, so that it hardly ever happens. */
#include "lab.h"

#include <stddef.h>
#include <sys/mman.h>

static struct sheet {
	long sum;
} *sheet;

void sheet_open(void)
{
	sheet = mmap(NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	sheet->sum = 0;
}

void sheet_add(int reckoner, int first, int end)
{
	long part = 0;

	(void)reckoner;
	for (int n = first; n < end; n++)
		part += root(n);
	sheet->sum += part;
}

long sheet_sum(void)
{
	return sheet->sum;
}
