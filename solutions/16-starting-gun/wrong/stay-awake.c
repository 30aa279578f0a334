/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * "Who does not fall asleep cannot miss the shot: look at a flag until it is up."  Right, and quick
 * when the shot comes soon.  When it does not, each snail keeps a processor busy with nothing, and
 * the starter may be the one who does not get it.
 */
#include "lab.h"

#include <sched.h>
#include <stdatomic.h>

static atomic_bool fired;

void derby_prepare(unsigned snails)
{
	(void)snails;
	atomic_store(&fired, 0);
}

void derby_await(void)
{
	while (!atomic_load(&fired))
		sched_yield();
}

void derby_fire(void)
{
	atomic_store(&fired, 1);
}
