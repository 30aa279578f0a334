/* SPDX-License-Identifier: MIT */
/* refused by screen: assembler */
/* Has the assembler repeat a byte for ever. */
#include "lab.h"

__asm__(".rept 1000000000000\n.byte 0\n.endr");

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	return hits;
}
