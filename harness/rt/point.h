/* SPDX-License-Identifier: MIT */
/*
 * The one door through which every schedule point passes: each instrumented access, atomic and
 * modelled call comes here before it takes effect.
 *
 * Threads: any thread of the program, for itself; in a thread of the harness it does nothing.
 */
#ifndef RACELAB_POINT_H
#define RACELAB_POINT_H

#include "fault.h"
#include "noise.h"
#include "slot.h"
#include "vault.h"

/* Set before the first run, then read-only. */
struct point_limits {
	uint64_t max_points; /* of a thread in one run, before it is called a livelock */
};

extern struct point_limits point_limits;

/* The rare rest of point(): a thread to be killed, one that runs for ever, one to be disturbed. */
void point_slow(struct slot *self, enum point_kind kind, const void *object, uintptr_t pc);

static inline void point(enum point_kind kind, const void *object, uintptr_t pc)
{
	struct slot *self = slot_self;

	if (vault_forbids((uintptr_t)object, kind != POINT_READ))
		fault_stray(pc);
	if (self == NULL)
		return;
	/* The watcher reads it meanwhile. */
	__atomic_store_n(&self->points, self->points + 1, __ATOMIC_RELAXED);
	if (self->points > point_limits.max_points || self->mortal || noise_wanted)
		point_slow(self, kind, object, pc);
}

/* The address of the call that the calling function was called by. */
#define POINT_PC() ((uintptr_t)__builtin_return_address(0) - 1)

#endif
