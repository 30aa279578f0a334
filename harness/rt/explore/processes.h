/* SPDX-License-Identifier: MIT */
/*
 * The lives of simulated processes: who is whose child, how each ended, who may be killed.
 *
 * A process has the index of its first thread, so that it is the same one in all executions.  Its
 * memory is memory.h's; its calls are calls_process.c and calls_wait_child.c.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_PROCESSES_H
#define RACELAB_PROCESSES_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "world.h"

#define CHILDREN_KEPT	16 /* of one process: as many as one event can look at */
#define EXIT_HANDLERS	32
#define ATFORK_HANDLERS 32
#define FIRST_PID	1000

/* What a parent can know of a child: a byte, for the events that depend on it. */
enum child_state {
	CHILD_NONE,
	CHILD_LIVES,
	CHILD_MORTAL, /* and may be killed at any moment */
	CHILD_DYING,  /* its threads have stopped */
	CHILD_ZOMBIE,
	CHILD_REAPED,
};

struct atfork_row {
	void (*before)(void), (*parent)(void), (*child)(void);
};

struct process {
	unsigned index;
	bool used;
	struct process *parent; /* NULL: an orphan, or the first */
	uint8_t *state;	 /* the byte at its parent; its own if it has none */
	unsigned nchildren;
	struct process *children[CHILDREN_KEPT];
	uint8_t states[CHILDREN_KEPT] __attribute__((aligned(16)));
	int status;	 /* wait()'s, once it has ended */
	int forked;	 /* the latest event that copied its memory; -1 */
	uintptr_t pc;	 /* of the call that made it */
	bool threaded;	 /* forked while its parent had other threads: fork-unsafe */
	unsigned nexit, natfork;
	void (*at_exit[EXIT_HANDLERS])(void);
	struct atfork_row atfork[ATFORK_HANDLERS];
};

struct processes {
	struct process all[THREADS];
	unsigned used; /* in this execution, ended ones too */
};

extern struct processes processes;

/* Before an execution: one process. */
void processes_clear(void);

/* A child of the running one, whose first thread that is: inherits what POSIX says. */
struct process *process_new(struct thread *first, uintptr_t pc);

/* Can it have another child?  Of those that it has not waited for it may have CHILDREN_KEPT. */
bool process_has_room(const struct process *parent);

/* At the scenario's end: a child that nobody has waited for is a finding. */
void processes_find_zombies(void);

static inline pid_t process_pid(const struct process *process)
{
	return FIRST_PID + (pid_t)process->index;
}

/* Of any process that is there, also as a zombie; NULL: none. */
struct process *process_of(pid_t pid);

/* The running thread's; for one of the kernel's, that for which it acts. */
static inline struct process *process_self(void)
{
	return world.self->process;
}

/*
 * Did it have other threads than the one that runs or stands for it, which have not been joined?  (Whether
 * such a one is over by now depends on the schedule.)
 */
bool process_had_others(const struct process *process);

/* Threads of the program's own that live in it. */
unsigned process_threads(const struct process *process);

/*
 * The running thread ends a process: first its threads stop, then what it held is given back, and last
 * its parent is told.  how: OP_END, or OP_KILL, which does so only if it may be killed.  The process may
 * be the thread's own: then the thread alone goes on, until it calls turn_over().
 */
void process_end(struct process *process, enum op_kind how, int status, enum ending ending,
		 uintptr_t pc);

/* Its threads, but for the running one, do nothing any more: an event that struck it is committed. */
void process_stop_threads(const struct process *process, enum ending ending);

/* The same when it is already decided, and an event that struck the process is committed. */
void process_stop(struct process *process, int status, enum ending ending, uintptr_t pc);

/* The running thread is the last of its process, or ends it: it does not come back. */
_Noreturn void process_leave(int status, uintptr_t pc);

#endif
