/* SPDX-License-Identifier: MIT */
/* refused by screen: /etc/passwd */
/* Hides what it includes from who looks for lines. */
??=inc\
lude /* none */ "/etc/passwd"
%:include "/etc/passwd"
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
	return hits;
}
