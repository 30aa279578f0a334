/* SPDX-License-Identifier: MIT */
/*
 * Signals on their way.  Sending one marks it pending and makes a thread of the kernel's, whose one
 * event delivers it: so the search decides when it arrives, at any schedule point of a thread that
 * does not block it.  The thread that it strikes then runs the handler, wherever it was, and goes on.
 *
 * Signals 1 to 31; each is pending once or not at all.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_SIGNALS_H
#define RACELAB_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "processes.h"

/* What a program's sigset_t holds, in bits by number, and the other way. */
uint64_t signals_of_set(const sigset_t *set);
void signals_to_set(uint64_t signals, sigset_t *set);

/* What a thread, or a process as a whole, has pending and blocks (a process nothing): bits by number. */
struct model_signals {
	uint64_t pending;
	uint64_t blocked;
};

static inline uint64_t signal_bit(int signal)
{
	return (uint64_t)1 << signal;
}

/* Before an execution. */
void signals_clear(void);

/* A child has its parent's actions, and nothing pending. */
void signals_inherit(const struct process *child, const struct thread *first);

/* A new program handles none; what is ignored stays so. */
void signals_reset(const struct process *process);

/* A new thread has its creator's mask. */
void signals_begin_thread(struct thread *thread, const struct thread *creator);

/* Where the calls and the kernel's threads look. */
struct model_signals *signals_of_thread(const struct thread *thread);
struct model_signals *signals_of_process(const struct process *process);
struct sigaction *signals_action(const struct process *process, int signal);

/* An object that stands for a process's actions. */
const uint64_t *signals_actions(const struct process *process);

/* They have changed. */
void signals_changed_actions(const struct process *process);

/* Sends it to the process (thread NULL) or to the thread.  Returns 0. */
int signals_send(struct process *process, struct thread *thread, int signal, uintptr_t pc);

/* The two halves of it: marks it pending (false: it was, or nobody is there), lets it arrive. */
bool signals_mark(struct process *process, struct thread *thread, int signal,
		  const struct signal_news *news, uintptr_t pc);
void signals_deliver(struct process *process, struct thread *thread, int signal, uintptr_t pc);

/* The child has ended: SIGCHLD. */
void signals_tell_parent(struct process *child, uintptr_t pc);

/* What a handler or a waiter is told. */
void signals_fill(siginfo_t *info, int signal, const struct signal_news *news);

/*
 * To the running thread itself, or to its process: if it is not blocked, and nobody else could handle
 * it, it has arrived when this returns.  Returns 0.
 */
int signals_raise(int signal, bool to_thread, uintptr_t pc);

/* Is it ignored from now on?  Then it is no longer pending for anybody. */
void signals_forget(struct process *process, int signal, uintptr_t pc);

/* The running thread puts its mask to that; what it no longer blocks, and was pending, has arrived. */
void signals_set_mask(uint64_t mask, uintptr_t pc);

/*
 * The running thread comes back from the kernel, where it may have waited: what is pending for it, and not
 * blocked, arrives before it goes on.
 */
void signals_on_return(uintptr_t pc);

/* Runs the handlers of what has arrived at the running thread.  True: its call is interrupted. */
bool signals_run_handlers(struct thread *self);

/* Has the process, in this execution, set what is to happen at a signal? */
bool signals_are_handled(const struct process *process);

/* SIGCHLD is ignored in so many words: children that end are nobody's to wait for. */
bool signals_leave_no_zombies(const struct process *process);

/* Would it end the process?  Would it be of no consequence? */
bool signals_ends(const struct process *process, int signal);
bool signals_is_ignored(const struct process *process, int signal);

/*
 * Takes one of the set that is pending, or waits for one.  0: there is none and it must not wait, or
 * *interrupted: by the handler of another.
 */
int signals_await(uint64_t set, bool blocks, bool *interrupted, siginfo_t *info, uintptr_t pc);

#endif
