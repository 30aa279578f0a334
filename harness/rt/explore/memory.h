/* SPDX-License-Identifier: MIT */
/*
 * Whose memory is where.  All simulated processes run at the same addresses: the memory of the one that
 * runs lies there, that of the others is kept aside and swapped in when one of their threads runs.
 * What they share by mmap() lies in an arena of its own (shared.h), and is never swapped.
 *
 * A key is an address that also says whose it is, so that two processes' variables of one address are
 * two objects.  In the first process, and for what is shared, it is the address itself.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_MEMORY_H
#define RACELAB_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "processes.h"

#define MEMORY_TAG 48 /* bits of an address; above stands the process */

extern struct process *memory_loaded; /* whose memory lies at its addresses now */

/* Where the program's own memory lies.  After all of it has been mapped. */
void memory_init(void);

/* Before an execution: the first process's memory is in place, nobody else's exists. */
void memory_clear(void);

/* Is it a process's own, that fork() copies? */
bool memory_is_private(uintptr_t address);

/* Does the key stand for something of the program's, not of the kernel's? */
bool memory_is_the_programs(uintptr_t key);

/* The key of the running process's address. */
static inline uintptr_t memory_key(uintptr_t address)
{
	if (memory_loaded->index == 0 || !memory_is_private(address))
		return address;
	return address | (uintptr_t)memory_loaded->index << MEMORY_TAG;
}

static inline uintptr_t memory_address(uintptr_t key)
{
	return key & (((uintptr_t)1 << MEMORY_TAG) - 1);
}

/* What lies there now, whoever runs. */
const void *memory_elsewhere(uintptr_t key);

static inline const void *memory_at(uintptr_t key)
{
	return processes.used == 1 ? (const void *)key : memory_elsewhere(key);
}

/* The child gets a copy of the memory that is loaded. */
void memory_copy_to(struct process *child);

/* Puts the loaded memory aside and loads that process's.  Not on a stack of the program's. */
void memory_load(struct process *process);

#endif
