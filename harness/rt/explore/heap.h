/* SPDX-License-Identifier: MIT */
/*
 * The explored program's heap.  Each thread allocates from a region of its own, so that a block lies
 * at the same address whatever the schedule; nothing is given out twice in one execution, so a freed
 * block stays recognisable, and there is a gap after each.
 *
 * Threads: the thread that runs.
 */
#ifndef RACELAB_EXPLORE_HEAP_H
#define RACELAB_EXPLORE_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "world.h"

void heap_init(void);

/* What is taken of each thread's region: a part of a process's memory. */
struct block;
struct heap_region {
	size_t used;
	struct block *last;
};

struct heap_state {
	struct heap_region regions[THREADS];
	unsigned live; /* blocks, of all threads */
};

struct heap_state *heap_state(void);

/* What that thread has taken: where, and how many bytes. */
const char *heap_part(unsigned thread, size_t *bytes);

/* Before an execution: all is free. */
void heap_clear(void);

/* After one: a block that nothing points to any more is a finding. */
void heap_find_leaks(void);

/* A private mapping: whole pages of zeros, that need not be given back.  NULL: no room. */
void *heap_map(size_t bytes, uintptr_t pc);
void heap_unmap(void *memory, uintptr_t pc);

extern uintptr_t heap_start;
#define HEAP_BYTES ((size_t)1 << 34) /* of address space, a part for each thread */

void heap_check_inside(uintptr_t address, size_t bytes, bool writes, uintptr_t pc);

/* An access to the heap that is outside every live block is a finding. */
static inline void heap_check(uintptr_t address, size_t bytes, bool writes, uintptr_t pc)
{
	if (address - heap_start < HEAP_BYTES)
		heap_check_inside(address, bytes, writes, pc);
}

#endif
