/* SPDX-License-Identifier: MIT */
/* refused by screen: dl_iterate_phdr */
/* Looks for a tool among all that is loaded. */
#include <stddef.h>

#include "lab.h"

int dl_iterate_phdr(int (*see)(void *, size_t, void *), void *data);

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += 1 + dl_iterate_phdr(NULL, NULL);
}

long counter_total(void)
{
	return hits;
}
