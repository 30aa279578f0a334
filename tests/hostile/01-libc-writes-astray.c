/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Has libc write over the runtime's thread-local variables: they lie above libc's own. */
#include <ctype.h>
#include <signal.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
	for (void **at = (void **)__ctype_b_loc(); at[0] != (void *)at || at[2] != (void *)at; at++)
		sigemptyset((sigset_t *)at);
	sigemptyset((sigset_t *)8);
}

void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	return hits;
}
