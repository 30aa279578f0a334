/* SPDX-License-Identifier: MIT */
/*
 * The lives of the program's threads: fibers with a stack, thread-local variables, an errno and a
 * place in the order of things.
 *
 * A thread's index is its identity over all executions: the same child of the same parent always
 * gets the same one, whoever was created first.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_THREAD_H
#define RACELAB_THREAD_H

#include "world.h"

/* Maps the stacks.  Once. */
void thread_init(void);

/* Clocks of that many numbers; called again when they become wider. */
void thread_resize(unsigned stride);

/* Forgets the threads of the last execution, and makes main, which will run main_function. */
struct thread *thread_clear(void (*main_function)(void));

/* A new thread, child of the running one; NULL: there are too many. */
struct thread *thread_new(void *(*start)(void *), void *argument, bool body);

/*
 * The first thread of a new process: the running one's copy, to be switched to when the process's
 * memory is in place (fiber_split).  NULL: there are too many.
 */
struct thread *thread_fork(void);

/*
 * A thread of the kernel's, child of the running one, that acts on the target: a signal on its way.
 * Its name is shown in witnesses.  NULL: there are too many.
 */
struct thread *thread_kernel(void *(*start)(void *), void *argument, struct process *target,
			     const char *name);

/* The running thread ends. */
_Noreturn void thread_exit(void *result);

/* The same when its result and the way of its end are noted, and no cleanup handler is left. */
_Noreturn void thread_finish(struct thread *self);

/* ... without another word: its process has ended. */
_Noreturn void thread_stop(struct thread *self);

/* Waits for it; the caller then knows all that it did. */
void thread_join_fiber(struct thread *thread, uintptr_t pc);

/* Does it live in that process, as a thread of the program's own?  The scenario's wait is none. */
bool thread_is_of(const struct thread *thread, const struct process *process);

/* The thread of this process whose pthread_t that is; NULL: none, or it was joined. */
struct thread *thread_of(pthread_t id);

/*
 * A thread's stack is its own business until another thread touches it; then all is explored again,
 * with the accesses to that stack as events.
 */
extern uintptr_t thread_stacks;
#define THREAD_STACKS ((size_t)THREADS * (320 << 10)) /* bytes, guard pages among them */

/* Is that address, which lies on a stack, on the running thread's own, which it shares with none? */
bool thread_owns(uintptr_t address);

static inline bool thread_is_private(uintptr_t address)
{
	return address - thread_stacks < THREAD_STACKS && thread_owns(address);
}

/* The running thread's block of the submission's thread-local variables. */
char *thread_tls(void);

/* Where all threads' blocks lie. */
uintptr_t thread_tls_all(size_t *bytes);

#endif
