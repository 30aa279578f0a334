/* SPDX-License-Identifier: MIT */
/*
 * Races: orders of two events that could be the other way round.  Kept in struct history.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_RACES_H
#define RACELAB_RACES_H

#include "history.h"

/* Of the newest event, with those that it depends on directly; its thread's clock has not got them yet. */
void races_find(const struct event *event, const struct thread *thread);

/* A thread that did not get to do its op: could it have, earlier? */
void races_add_pending(const struct thread *thread);

/* The thread was struck by the newest event: without that its op might have come first. */
void races_add_struck(const struct thread *thread);

/* The waiter was woken by that event, which is not before it yet; its op might have come first. */
void races_add_missed(const struct thread *waiter, const struct op *op, unsigned woken_by);

#endif
