/* SPDX-License-Identifier: MIT */
/* fails by explore: wrong-exit */
/* Becomes another program, which ends well. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static const char *const words[] = {"/bin/true", NULL};

	hits++;
	kernel()(SYS_execve, words[0], words, words + 1);
}

long counter_total(void)
{
	return hits;
}
