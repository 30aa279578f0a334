/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "With atomics it needs no lock, so nobody can oversleep": the number of the round is right, each
 * round has all its stripes, and no tool complains.  But nobody sleeps either.  All of them stare
 * at the number until the slowest is done, and take the processor that she would need.
 */
#include "lab.h"

#include <sched.h>
#include <stdatomic.h>

static unsigned places; /* set before anybody sits down, then read-only */

static atomic_uint done;
static atomic_ulong round_number;

void table_lay(unsigned count)
{
	places = count;
	done = 0;
	round_number = 0;
}

void table_pass_on(unsigned place)
{
	unsigned long mine = round_number;

	(void)place;
	if (atomic_fetch_add(&done, 1) + 1 == places) {
		done = 0;
		round_number++;
	}
	while (round_number == mine)
		sched_yield();
}

void table_clear(void)
{
}
