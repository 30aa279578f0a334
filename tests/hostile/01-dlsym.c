/* SPDX-License-Identifier: MIT */
/* refused by screen: dlsym */
/* Fetches a function past the linker. */
#include <stddef.h>

#include "lab.h"

void *dlsym(void *handle, const char *name);

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	((void (*)(int))dlsym(NULL, "_exit"))(0);
}

long counter_total(void)
{
	return hits;
}
