/* SPDX-License-Identifier: MIT */
/*
 * The one door of the explorer: whatever a thread does that another could notice passes here, in
 * two steps.
 *
 *	turn_take(&op)     says what comes, and returns when it is this thread's turn
 *	turn_commit(w)     makes it an event, which writes its object or only reads it
 *
 * and then the effect follows, at once: no other thread runs before the next turn_take().  An op
 * whose outcome depends on its object (a try, a compare-and-exchange) looks between the two.
 *
 * While one thread is alone (before the others are created, after they are joined) nothing can
 * conflict, and no events are kept.
 *
 * Threads: the thread that runs.
 */
#ifndef RACELAB_TURN_H
#define RACELAB_TURN_H

#include "world.h"

/* Lets a fiber swap the memories of processes, on a stack that is none of theirs.  Once. */
void turn_init(void);

/* In a function that the program calls: where on its stack it was, for spin.h. */
#define TURN_FRAME()                                                                               \
	(world.self->frame = (void **)__builtin_frame_address(0) + 2) /* above saved pointer and pc */

static inline bool turn_alone(void)
{
	return world.unjoined == 0;
}

/* Will the thread, when it goes on, do what no other could notice?  That is no event. */
static inline bool turn_is_unseen(const struct thread *thread)
{
	return thread->op.kind == OP_LOCAL || thread->op.kind == OP_JOIN;
}

/*
 * False: it is not this thread's turn, but a signal's handler has run while it waited, and the call is
 * interrupted.  Only for ops that are `interruptible`, or after which one must look again.
 */
bool turn_take(const struct op *op);

/* The op becomes an event. */
void turn_commit(bool writes);

/*
 * The running thread's newest event has struck that one: what it was about to do it does not do now.  Its
 * turn_take() goes on as soon as it can.
 */
void turn_divert(struct thread *thread);

/* Of so many outcomes that POSIX leaves open, which?  After turn_commit(), at most once. */
unsigned turn_choose(unsigned alternatives);

/*
 * Ends the execution here, from within a thread: it has crashed, or the process has ended.  The
 * world is put back before the next one.
 */
_Noreturn void turn_cut(void);

/* The running thread has ended: another's turn. */
_Noreturn void turn_over(void);

/* Can that thread go on now? */
bool turn_is_ready(const struct thread *thread);

/* Some ops are over without one. */
bool turn_is_event(const struct op *op);

/* Could its op take effect, if it were not for its spinning? */
bool turn_op_is_ready(const struct thread *thread);

/* Does it only look again until its time has come?  It goes on when nobody else can. */
static inline bool turn_awaits_time(const struct thread *thread)
{
	return thread->life == LIFE_ALIVE && thread->spin.spins && thread->spin.timed &&
	       turn_op_is_ready(thread);
}

/*
 * The thread of that index, to be run next.  If it cannot go on yet, one that has to move first,
 * unseen (its creator, say); NULL: it cannot at all, which is not what an equal program would do.
 */
struct thread *turn_forced(unsigned index);

/* Could an op of that kind take effect on an object that begins with these bytes? */
bool turn_ready_on(const struct op *op, unsigned thread, const uint64_t object[2]);

/* Would it then change the object? */
bool turn_writes_on(const struct op *op, unsigned thread, const uint64_t object[2]);

/* Does an op of that kind never change its object? */
bool turn_only_reads(enum op_kind kind);

/* The op that an event was: as far as the two questions above need it. */
struct op turn_op_of(const struct event *event);

#endif
