/* SPDX-License-Identifier: MIT */
/* refused by screen: opendir */
/* Looks who else has handed in what. */
#include <dirent.h>
#include <stddef.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	hits += opendir("..") != NULL;
}

long counter_total(void)
{
	return hits;
}
