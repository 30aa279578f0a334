/* SPDX-License-Identifier: MIT */
/*
 * Each reckoner has a line of its own on the sheet, and nobody else writes there; the office adds up the
 * lines when all have ended.  Nothing to guard: waitpid() is a barrier, as join is for threads.
 */
#include "lab.h"

#include <stddef.h>
#include <sys/mman.h>

static struct sheet {
	long part[RECKONERS];
} *sheet;

void sheet_open(void)
{
	sheet = mmap(NULL, sizeof *sheet, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	for (int i = 0; i < RECKONERS; i++)
		sheet->part[i] = 0;
}

void sheet_add(int reckoner, int first, int end)
{
	for (int n = first; n < end; n++)
		sheet->part[reckoner] += root(n);
}

long sheet_sum(void)
{
	long sum = 0;

	for (int i = 0; i < RECKONERS; i++)
		sum += sheet->part[i];
	return sum;
}
