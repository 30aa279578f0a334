/* SPDX-License-Identifier: MIT */
/* refused by screen: section */
/* Runs before the runner does, and mends the count of a day that has not begun. */
#include <stdlib.h>

#include "lab.h"

static long head_start;

static void prepare(void)
{
	head_start = 1;
}

__attribute__((section(".init_array"), used)) static void (*const early[])(void) = {prepare};

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
	return head_start ? hits : 0;
}
