/* expect: unsupported by screen */
/* family: fool the judge */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the attribute makes ThreadSanitizer stop complaining about the line.
 * Wrong: it tells the compiler to look away, and nothing else changes; Helgrind still sees it.
 */
#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

__attribute__((no_sanitize("thread"))) void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	return hits;
}
