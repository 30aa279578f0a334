/* SPDX-License-Identifier: MIT */
/* refused by screen: mount */
/* Lays something over the kit. */
#include <unistd.h>

#include "lab.h"

int mount(const char *source, const char *target, const char *type, unsigned long flags,
	  const void *data);

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits++;
	mount("none", "/usr", "tmpfs", 0, 0);
}

long counter_total(void)
{
	return hits;
}
