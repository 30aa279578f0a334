/* SPDX-License-Identifier: MIT */
/*
 * The explorer's world: the threads of the program, which are fibers, and the events of the
 * execution under way.
 *
 * An execution is a sequence of events.  Before each one its thread says what it is about to do
 * (struct op) and asks for its turn; the search (search.h) answers with the thread whose turn it
 * is.  When a thread has its turn it commits the event (turn.h), which is then part of the
 * execution, and the effect follows.
 *
 * Threads: one kernel thread; "thread" means a thread of the program.
 */
#ifndef RACELAB_WORLD_H
#define RACELAB_WORLD_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "../slot.h"
#include "fiber.h"
#include "spin.h"

#define THREADS SLOTS /* at most, in one execution */
#define KEYS	128   /* of pthread_key_create */
#define ROBUST_KEPT 8 /* robust mutexes that a thread holds at once */

enum op_kind {
	OP_LOCAL, /* nothing that another thread could notice: no event */
	OP_READ,
	OP_WRITE,
	OP_ATOMIC_LOAD,
	OP_ATOMIC_STORE,
	OP_ATOMIC_CHANGE, /* read-modify-write */
	OP_FREE,
	OP_LOCK,
	OP_TRYLOCK,
	OP_TIMEDLOCK,
	OP_UNLOCK,
	OP_WAIT, /* enqueues at a condition */
	OP_PARKED, /* ... and sleeps there: no event, ready when signalled */
	OP_TIMEOUT,
	OP_SIGNAL,
	OP_BROADCAST,
	OP_READ_LOCK,
	OP_WRITE_LOCK,
	OP_TRY_READ_LOCK,
	OP_TRY_WRITE_LOCK,
	OP_RW_UNLOCK,
	OP_SEM_WAIT,
	OP_SEM_TRYWAIT,
	OP_SEM_TIMEDWAIT,
	OP_SEM_POST,
	OP_SEM_VALUE,
	OP_BARRIER,
	OP_ONCE,
	OP_ONCE_DONE,
	OP_SPIN_LOCK,
	OP_SPIN_TRYLOCK,
	OP_SPIN_UNLOCK,
	OP_INIT,
	OP_DESTROY,
	OP_HIDDEN, /* libc's static state: strtok() and the like */
	OP_FORK,
	OP_WAIT_CHILD,
	OP_WAIT_ANY,	/* ... of them */
	OP_LOOK_CHILD,	/* WNOHANG */
	OP_LOOK_ANY,
	OP_MORTAL,	/* from now on / no more, its process may be killed */
	OP_KILL,	/* kills it if it may be killed */
	OP_EXEC,	/* another program takes the process's place */
	OP_END,		/* a process ends: its threads stop */
	OP_DEAD,	/* ... and its parent can know */
	OP_OWNER_DIES,	/* a robust mutex loses its owner */
	OP_PARENT,	/* getppid() */
	OP_SEND,	/* a signal */
	OP_DELIVER,
	OP_SIGMASK,
	OP_SIGACTION,
	OP_SIGTAKE,	/* one that is pending, by sigwait() */
	OP_SIGWAIT,
	OP_TIMER,	/* alarm() */
	OP_EXPIRE,
	OP_SLEEP,	/* past the time at which a timer expires */
	OP_PAUSE,	/* no event: until a signal has been handled */
	OP_SUSPEND,
	OP_CANCEL,
	OP_CANCEL_POINT,
	OP_CANCEL_STATE,
	OP_OPEN,	/* takes the lowest free descriptor */
	OP_CLOSE,	/* frees one, or replaces what it stands for */
	OP_LOOK_UP,	/* what it stands for */
	OP_CLOSE_END,	/* of a channel */
	OP_PIPE_READ,
	OP_PIPE_TRY_READ,
	OP_PIPE_WRITE,	/* needs room for the amount */
	OP_PIPE_TRY_WRITE,
	OP_COUNTER_READ, /* an eventfd */
	OP_COUNTER_TRY_READ,
	OP_COUNTER_WRITE,
	OP_NAMES,	/* shm_open() and the like */
	OP_TRUNCATE,
	OP_LOOK,	/* poll() at one descriptor */
	OP_POLL,	/* ... waits for a change */
	OP_JOIN,   /* no event: never taken before the other has ended */
	OP_EXIT,   /* no event: when nobody else can move */
	OP_KINDS
};

/*
 * An event that does not only touch memory: what threads do that did not call it depends on it, though
 * they share no object with it.
 */
enum strike {
	STRIKE_NOTHING,
	STRIKE_MEMORY,	/* fork: reads all of its process's memory */
	STRIKE_PROCESS, /* ends all threads of the target, a process */
	STRIKE_THREAD,	/* makes the target, a thread, do something else */
	STRIKE_SIGNAL,	/* ... or one of the target, a process */
};

/* What a thread is about to do. */
struct op {
	enum op_kind kind;
	uint32_t size;		/* bytes at address */
	uintptr_t address;	/* 0: no object, then it conflicts with nothing */
	uintptr_t address2;	/* a second range, only read: the source of a copy */
	uint32_t size2;
	bool atomic;		/* races with no other atomic access */
	bool awaits;		/* a spinning read: ready when `spun` is no longer there */
	uint64_t spun;		/* awaits: what it read the last time */
	uint32_t freed;		/* ... and an event, +1, that lets it look again anyway; 0: none */
	uint32_t amount;	/* of what it needs: signals in a set, bytes of room */
	bool interruptible;	/* a handler may make it fail with EINTR */
	bool restarts;		/* ... not one with SA_RESTART */
	bool cancels;		/* a cancellation point */
	uint8_t strike;		/* enum strike */
	uint8_t target;		/* ... the index of what is struck */
	bool private;		/* the object is its process's own: a fork copies it */
	uintptr_t pc;
};

/* What a thread did. */
struct event {
	uintptr_t address, address2;
	uint32_t size, size2;
	uint16_t thread, number; /* the thread's so many-th, from 1 */
	uint8_t process;	 /* index of the thread's */
	uint8_t strike, target;	 /* see struct op */
	uint8_t kind;		 /* enum op_kind */
	uint8_t alternative;	 /* which of several outcomes that POSIX leaves open */
	bool writes;		 /* changed its object */
	bool atomic, awaits;
	bool private;		 /* see struct op */
	uint32_t freed, amount;	 /* see struct op */
	uint32_t chain;		 /* the last event before that wrote the object, +1; 0: none */
	uint32_t epoch;		 /* order.h: the thread's own time */
	uint32_t depth;		 /* longest chain of dependent events that ends here */
	uint64_t before[2];	 /* the object's first bytes before the event */
	uint64_t spun;
	uint64_t hash;		 /* of all that happens before it: equal in equal classes */
	int64_t time;		 /* virtual nanoseconds, of its thread */
	uintptr_t pc;
};

enum life { LIFE_NONE, LIFE_ALIVE, LIFE_ENDED };

struct process;

struct cancel {
	uint64_t requested;
	bool disabled, asynchronous;
	bool acts;	/* the thread is to end, wherever it was */
	void *cleanup;	/* the newest of its handlers' buffers */
};

#define SIGNALS	 32 /* 1 to 31 */
#define ARRIVALS 8  /* that wait for one thread to go on */

/* What siginfo_t says of a signal. */
struct signal_news {
	int code; /* SI_USER ... */
	pid_t pid;
	int status; /* SIGCHLD: how it ended */
};

/* A signal that has arrived, and whose handler has not run yet. */
struct arrival {
	int signal;
	struct signal_news news;
	struct sigaction action;
	uint64_t mask;	 /* to put back when the handler returns */
	bool interrupts; /* the call that the thread waits in fails with EINTR */
};

/* A forked thread lives on a copy of its parent's stack, at the same addresses: processes.h. */
struct stack {
	char *lowest; /* of the frames that called the runtime since it was wiped */
};

struct thread {
	struct fiber fiber;
	struct stack *stack;
	struct process *process;
	bool forked; /* lives on a copy of another's stack */
	bool kernel; /* not one of the program's: what the kernel does, a signal on its way */
	pthread_t id; /* what pthread_self() says: the same in a forked copy */
	struct slot *slot; /* name, shadow call stack, what it waits for: ../slot.h */
	unsigned index;
	enum life life;
	struct op op;
	unsigned number;       /* events so far */
	int last, last_change; /* the latest of them, and of those that changed private memory; -1 */
	int struck;	       /* the latest event that struck it; -1 */
	int last_diversion, last_waking; /* the latest of its events that were such; -1 */
	uint32_t depth;
	uint64_t hash;
	uint16_t *clock;       /* of dependence: history.h */
	uint32_t *order;       /* of synchronisation: order.h */
	uint32_t *fence;       /* what a release fence published */
	uint32_t *pending;     /* what relaxed loads saw: acquired by a fence */
	bool fenced, has_pending;
	bool signalled;	       /* no longer enqueued at its condition */
	int woken_by;	       /* ... since this event; -1: the signaller was alone */
	bool detached, joined, body;
	struct op wants;       /* what it will do when it is woken: take its mutex back */
	struct thread *joins;
	unsigned children;
	struct cancel cancel;
	struct arrival arrivals[ARRIVALS];
	unsigned narrivals;
	unsigned handlers;     /* that it is in the middle of */
	bool own_business;     /* its op touches nothing that another thread could notice: no event */
	bool careful;	       /* ... or forked by one of several threads: not every call is safe */
	bool suspends;	       /* in sigsuspend(), and no signal has arrived */
	uint64_t suspended_mask; /* ... the mask to come back to */
	pthread_mutex_t *robust[ROBUST_KEPT]; /* that it holds */
	unsigned nrobust;
	int error;	       /* its errno */
	int64_t time;	       /* virtual nanoseconds that have passed for it */
	char *tls;	       /* its block of the submission's thread-local variables; NULL: none yet */
	void *(*start)(void *);
	void *argument, *result;
	void *c11_work; /* thrd_create: the function, which returns an int */
	void *keys[KEYS];
	void *frame;	       /* of the call that the program made into the runtime */
	struct spin spin;
};

struct world {
	struct fiber controller; /* the search's own: entered when an execution ends */
	struct thread *self;	 /* who runs */
	struct thread *threads;
	unsigned used;		 /* threads of this execution, ended ones too */
	unsigned unjoined;	 /* threads, besides main, that are not known to be over */
	struct event *events;
	unsigned count;
	unsigned most_events;
	uint64_t steps;		 /* schedule points of this execution, also those alone */
	uint64_t turns;		 /* ... and those of all executions so far */
	uint64_t weight;	 /* ... and the memory that they touched, in steps of 256 bytes */
	bool failed;		 /* something was found in this execution */
	bool in_vain;		 /* the search had been here before: nothing new */
	bool over;		 /* the scenario has ended */
	bool cut;		 /* the execution was ended before its end: a crash, an exit */
};

extern struct world world;

#endif
