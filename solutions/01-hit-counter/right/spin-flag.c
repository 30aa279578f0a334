/* SPDX-License-Identifier: MIT */
/*
 * Style: a spin lock made of a C11 flag.  The acquire and the release order what stands between
 * them; Helgrind and DRD do not see that, and accuse the plain `hits++`.
 */
#include "lab.h"

#include <sched.h>
#include <stdatomic.h>

static atomic_flag busy = ATOMIC_FLAG_INIT;
static long hits; /* guarded by busy */

static void enter(void)
{
	while (atomic_flag_test_and_set_explicit(&busy, memory_order_acquire))
		sched_yield();
}

static void leave(void)
{
	atomic_flag_clear_explicit(&busy, memory_order_release);
}

void counter_reset(void)
{
	enter();
	hits = 0;
	leave();
}

void counter_visit(void)
{
	enter();
	hits++;
	leave();
}

long counter_total(void)
{
	long total;

	enter();
	total = hits;
	leave();
	return total;
}
