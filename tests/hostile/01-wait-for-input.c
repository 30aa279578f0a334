/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Reads what nobody will write. */
#include <stdio.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	getchar();
}

long counter_total(void)
{
	return hits;
}
