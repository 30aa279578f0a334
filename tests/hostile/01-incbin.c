/* SPDX-License-Identifier: MIT */
/* refused by screen: assembler */
/* Has the assembler read the files of others. */
#include "lab.h"

__asm__(".section .rodata\n.incbin \"/etc/passwd\"\n.text");

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
