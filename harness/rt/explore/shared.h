/* SPDX-License-Identifier: MIT */
/*
 * Memory that processes share: an arena that is never swapped.  Each thread maps from a region of its
 * own, as with the heap, so that a mapping lies at one address whatever the schedule; all mappings of
 * one shared object lie at the object's address, in every process.
 *
 * Threads: the thread that runs.
 */
#ifndef RACELAB_SHARED_H
#define RACELAB_SHARED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "processes.h"

#define SHARED_BYTES ((size_t)1 << 32) /* of address space, a part for each thread */

extern uintptr_t shared_start;

void shared_init(void);

/* Before an execution: nothing is mapped. */
void shared_clear(void);

/* So many zero bytes that processes can share, mapped by none; NULL: no room. */
void *shared_make(size_t bytes);

/* The running process maps these bytes / no longer does. */
bool shared_map(uintptr_t at, size_t bytes, uintptr_t pc);
bool shared_unmap(uintptr_t at, size_t bytes);

/* A child has mapped what its parent has. */
void shared_inherit(const struct process *child);

void shared_check_inside(uintptr_t address, size_t bytes, uintptr_t pc);

/* An access to the arena where the process has mapped nothing is a finding, and its end. */
static inline void shared_check(uintptr_t address, size_t bytes, uintptr_t pc)
{
	if (address - shared_start < SHARED_BYTES)
		shared_check_inside(address, bytes, pc);
}

#endif
