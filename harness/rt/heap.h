/* SPDX-License-Identifier: MIT */
/*
 * The submission's heap: own_heap.c in the native runner, libtsan's own in the tsan runners
 * (tsan_heap.c).
 *
 * Threads: both while no thread of the program runs.
 */
#ifndef RACELAB_HEAP_H
#define RACELAB_HEAP_H

void heap_init(void);

/* Takes back all that the last run allocated. */
void heap_restore(void);

#endif
