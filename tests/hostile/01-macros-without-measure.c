/* SPDX-License-Identifier: MIT */
/* refused by screen: macros */
/* Ten macros that make ten thousand million numbers. */
#define A0 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
#define A1 A0, A0, A0, A0, A0, A0, A0, A0, A0, A0
#define A2 A1, A1, A1, A1, A1, A1, A1, A1, A1, A1
#define A3 A2, A2, A2, A2, A2, A2, A2, A2, A2, A2
#define A4 A3, A3, A3, A3, A3, A3, A3, A3, A3, A3
#define A5 A4, A4, A4, A4, A4, A4, A4, A4, A4, A4
#define A6 A5, A5, A5, A5, A5, A5, A5, A5, A5, A5
#define A7 A6, A6, A6, A6, A6, A6, A6, A6, A6, A6
#define A8 A7, A7, A7, A7, A7, A7, A7, A7, A7, A7
#define A9 A8, A8, A8, A8, A8, A8, A8, A8, A8, A8
#include "lab.h"

static int numbers[] = {A9};

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += numbers[hits];
}

long counter_total(void)
{
	return hits;
}
