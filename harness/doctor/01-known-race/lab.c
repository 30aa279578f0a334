/* SPDX-License-Identifier: MIT */
/* Broken on purpose: a checker that does not find this one finds nothing. */
#include "lab.h"

static long count;

void known_race_add(void)
{
	count++;
}

long known_race_total(void)
{
	return count;
}
