/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Makes a thread that no model knows. */
#include "door.h"
#include <sched.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static char stack[1 << 16];

	hits++;
	/* It returns to nowhere on a stack of zeros: what it runs into is its process's crash. */
	kernel()(SYS_clone, CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD,
		 stack + sizeof stack - 4096, 0, 0, 0);
}

long counter_total(void)
{
	return hits;
}
