/* SPDX-License-Identifier: MIT */
/*
 * Tells Helgrind and DRD to leave the harness's own tables alone: they are read by the watcher
 * without a lock, on purpose (slot.h says why that is right).  Nothing outside valgrind.
 */
#ifndef RACELAB_VALGRIND_QUIET_H
#define RACELAB_VALGRIND_QUIET_H

#include <stdbool.h>
#include <stddef.h>

bool valgrind_is_here(void);
void valgrind_ignore(const void *memory, size_t bytes);

/*
 * The memory is put back to what it was at first: whatever the tool knows of it is void.  Else DRD
 * calls each run's sem_init() of the same semaphore a second initialisation.
 */
void valgrind_forget(const void *memory, size_t bytes);

#endif
