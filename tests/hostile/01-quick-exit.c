/* SPDX-License-Identifier: MIT */
/* fails by explore: wrong-exit */
/* Leaves by the door that few think of. */
#include <stdlib.h>

#include "lab.h"

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
	quick_exit(0);
}
