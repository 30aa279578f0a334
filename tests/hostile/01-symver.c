/* SPDX-License-Identifier: MIT */
/* refused by screen: asm */
/* Binds to an old version of a function, which nobody wraps. */
#include <stdlib.h>

#include "lab.h"

__asm__(".symver exit, exit@GLIBC_2.2.5");

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
	exit(0);
}
