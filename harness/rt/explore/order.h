/* SPDX-License-Identifier: MIT */
/*
 * Synchronisation: which accesses C11 and POSIX order, and the data races among those they do not.
 *
 * Each thread has a vector clock of what it may rely on having happened.  A release publishes it at
 * an object, an acquire takes it over from there.  An access bears its thread's own time (an epoch,
 * as in FastTrack: Flanagan and Freund, PLDI 2009), so one comparison tells whether a later access
 * of another thread is ordered after it.  The clocks of an execution depend on its class alone: a
 * race shows whatever the schedule was.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_ORDER_H
#define RACELAB_ORDER_H

#include "world.h"

void order_init(void);
void order_clear(void);

/* The event gets its thread's time. */
void order_begin(struct event *event, const struct thread *thread);

/* An earlier event and the one under way touch the same bytes, and one of them writes. */
void order_check(const struct event *old, bool old_writes, const struct event *new, bool new_writes);

/* The running thread takes over what was published at the object / publishes there. */
void order_acquire(const void *object);
void order_release(const void *object);

/* As above, for C11 atomics; order is __ATOMIC_...  change: a read-modify-write. */
void order_load(const void *object, int order);
void order_store(const void *object, int order, bool change);
void order_fence(int order);

/* A new thread knows what its creator does; who joins knows what the ended one did. */
void order_create(struct thread *parent, struct thread *child);
void order_join(struct thread *thread, const struct thread *ended);

/* A data race is reported once, unless this is called: then again. */
void order_report_again(void);

/* Atomics weaker than seq_cst that were met, in all executions together. */
extern uint64_t order_weaker;

#endif
