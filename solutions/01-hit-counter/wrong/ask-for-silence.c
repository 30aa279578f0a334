/* expect: data-race by explore */
/* family: fool the judge */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: ThreadSanitizer can be told in the program itself what it is not to report.
 * Wrong: the messenger is silent, and the message is as true as before.
 */
#include "lab.h"

static long hits;

const char *__tsan_default_options(void)
{
	return "report_bugs=0";
}

const char *__tsan_default_suppressions(void)
{
	return "race:*\n";
}

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
	return hits;
}
