/* SPDX-License-Identifier: MIT */
/*
 * A slot for each thread of the program under test: what it does, what it waits for, what it
 * holds, and by which calls it got there.
 *
 * The table lies in memory that forked processes share, so that a watcher outside a process can
 * see who in it waits for whom.  What is concluded from it is watch.h and deadlock.h.
 *
 * Threads: a slot is written by its own thread alone and read by the watcher, who may see it half
 * written; `sequence` changes with every change of `activity`, and the watcher acts only on what
 * two looks show unchanged while the kernel says that the thread has not run in between.
 */
#ifndef RACELAB_SLOT_H
#define RACELAB_SLOT_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "../wire.h"

#define SLOTS      64
#define SLOT_HELD  16
#define SLOT_STACK 64
#define SLOT_ORPHANS 4

enum activity { SLOT_FREE, SLOT_RUNNING, SLOT_WAITING, SLOT_TIMED, SLOT_ENDED };

/* What a thread waits for without a time limit. */
enum wait_kind {
	WAIT_NOTHING,
	WAIT_MUTEX,
	WAIT_COND,
	WAIT_READ_LOCK,
	WAIT_WRITE_LOCK,
	WAIT_SEMAPHORE,
	WAIT_BARRIER,
	WAIT_ONCE,
	WAIT_JOIN,
	WAIT_CHILD,
	WAIT_PIPE,
	WAIT_SIGNAL,
	WAIT_RUN_END, /* the scenario's end: the harness's own wait, for all bodies */
};

struct slot;

struct wait {
	enum wait_kind kind;
	const void *object;  /* the lock, condition, ... */
	const void *mutex;   /* WAIT_COND: the mutex that goes with it */
	struct slot *thread; /* WAIT_JOIN */
	pid_t child;         /* WAIT_CHILD: the process, or -1 for any */
	uintptr_t pc;        /* of the call */
	bool shared;         /* the object is shared between processes */
};

enum ending { END_RETURNED, END_EXITED, END_CANCELLED, END_LEFT, END_KILLED };

struct held {
	const void *object;
	uintptr_t pc; /* of the call that took it */
};

struct orphan {
	struct held held;
	char holder[WIRE_THREADS];
};

struct slot {
	/*
	 * What every run touches stands together: main prepares a slot, its thread fills it and main
	 * reads it, each on another processor, and every cache line that goes to and fro costs a tenth of
	 * a run.
	 */
	_Atomic uint32_t activity; /* enum activity */
	unsigned depth;            /* of the shadow call stack; may be more than it holds */
	_Atomic uint64_t sequence;
	uint64_t random; /* noise.c: state of the generator */
	uint32_t delays; /* noise.c: made in this run */
	uint64_t points; /* point.c: schedule points passed in this run */
	pthread_t thread;
	pid_t pid, tid;
	char name[WIRE_THREADS];
	unsigned held_used, orphans_used;
	enum ending ending;
	bool leaving; /* its process is ending itself */
	bool created; /* by the submission, not by the scenario */
	bool quiet;   /* setup and check: not disturbed */
	bool mortal;  /* may be killed at the next schedule point */

	struct wait wait; /* of the last slot_wait() */
	uint64_t wait_since; /* microseconds */
	uint64_t mortal_passed; /* schedule points since it became mortal */
	struct held held[SLOT_HELD];
	/* In a forked process: what threads held that were not copied with it.  Set before it starts. */
	struct orphan orphans[SLOT_ORPHANS];
	uintptr_t stack[SLOT_STACK]; /* the shadow call stack: return addresses, outermost first */
} __attribute__((aligned(128)));

/* The calling thread's slot; NULL in the harness's own threads. */
extern _Thread_local struct slot *slot_self;

/* Shared between all processes of a run; all fields as in struct slot, or atomic. */
struct slot_table {
	_Atomic uint32_t used;
	_Atomic uint32_t processes;     /* forked so far in this run */
	_Atomic uint32_t run_failed;    /* something was found in this run */
	_Atomic uint32_t run_stuck;     /* ... and it cannot go on */
	_Atomic uint32_t over;          /* all bodies and the check are done */
	_Atomic uint32_t run_completed; /* the scenario came to its end */
	_Atomic uint32_t report_lock;   /* report.c: guards the wire's findings; 0 free, 1 taken */
	_Atomic uint64_t mortal_points; /* schedule points of the longest mortal stretch so far */
	_Atomic uint64_t skipped_nsec;  /* virtual time: see calls_time.c */
	uint64_t kill_at;               /* in this run, kill before that point; 0: at none */
	struct slot slots[SLOTS];
};

extern struct slot_table *slot_table;

/* Maps the table.  Once, before any thread. */
void slot_init(void);

/* In a child of fork(), before anything else here. */
void slot_forked(void);

/* Empties the table for a new run; no thread of the program may be alive. */
void slot_new_run(void);

/* A free slot under the given name (NULL: T and its number), whose thread is about to start. */
struct slot *slot_claim(const char *name);

/* The calling thread is now this slot's; NULL: nobody's. */
void slot_become(struct slot *slot);

/* The calling thread waits for that, without a limit, until slot_go_on(). */
void slot_wait(struct wait wait);

/* The calling thread waits, but for a limited time. */
void slot_wait_timed(void);

void slot_go_on(void);
void slot_end(enum ending how);

void slot_hold(const void *object, uintptr_t pc);

/* False: it did not hold it. */
bool slot_release(const void *object);

/* The same for a thread that can no longer do it itself. */
bool slot_release_of(struct slot *slot, const void *object);

/* The slot whose thread is that, alive or ended; NULL: none of ours. */
struct slot *slot_of_thread(pthread_t thread);

unsigned slot_count(void);

/* Schedule points that all threads of this run have passed. */
uint64_t slot_points(void);

#endif
