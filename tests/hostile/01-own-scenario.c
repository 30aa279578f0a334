/* SPDX-License-Identifier: MIT */
/* refused by screen: racelab_lab is defined */
/* Brings a description of the lab with no scenario in it. */
#include "lab.h"

const struct lab {
	const char *title;
} racelab_lab = {"The hit counter"};

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
