/* SPDX-License-Identifier: MIT */
/*
 * What crosses between the judge and a runner: one block of shared memory.
 *
 * The judge makes it (memfd), writes the job and starts a runner with the descriptor's number as
 * argument; the runner maps it, does the job and fills in the rest.  Plain data of fixed size, no
 * pointers: the judge copies it when the runner has ended, checks every count in it against the
 * limits below, and believes what it says of its end only under the seal (seal.h).  These two are
 * the only headers that harness/rt and the judge share, beside the lists of kinds and the words of a
 * scenario.
 *
 * Threads: the job is read-only once the runner lives.  Counters are atomic, so that the judge can
 * show progress while it runs.  A finding is complete before `findings` counts it.
 */
#ifndef RACELAB_WIRE_H
#define RACELAB_WIRE_H

#include <stdatomic.h>
#include <stdint.h>

#include "kinds.h"

#define WIRE_MAGIC    0x31626c72u /* "rlb1" */
#define WIRE_CALLERS  8           /* callers kept of a place */
#define WIRE_PLACES   16          /* places of a finding */
#define WIRE_FINDINGS 32
#define WIRE_OUTCOMES 32
#define WIRE_TEXT     240
#define WIRE_THREADS  12 /* bytes of a thread's name, with its NUL */

/* How the threads are disturbed; a mask. */
enum wire_noise {
	NOISE_NONE = 0,
	NOISE_SYNC = 1,   /* yields and sleeps at synchronisation calls */
	NOISE_ACCESS = 2, /* ... at single accesses */
	NOISE_TARGET = 4, /* learns pairs of places that conflict, and sleeps between them */
};

/* How a run gets its threads and its memory. */
enum wire_mode {
	MODE_POOL,    /* parked threads, memory restored in place */
	MODE_FRESH,   /* threads created and joined for each run, memory restored in place */
	MODE_PROCESS, /* a process for each run */
	MODE_EXPLORE, /* fibers; the search decides whose turn it is, see wire_search */
};

/* Which search explores. */
enum wire_search {
	SEARCH_PROVE,  /* one execution of each class */
	SEARCH_NAIVE,  /* every order */
	SEARCH_SAMPLE, /* the portfolio of samplers */
	SEARCH_REPLAY, /* the schedule in the job */
};

#define WIRE_SCHEDULE  512 /* turns of a schedule: (thread, events in a row) */
#define WIRE_STEPS     400 /* of a witness */
#define WIRE_WITNESSES 6

struct wire_turn {
	uint8_t thread, alternative;
	uint16_t events;
};

struct wire_schedule {
	uint32_t used; /* more than WIRE_SCHEDULE: too long to keep */
	struct wire_turn turns[WIRE_SCHEDULE];
};

struct wire_job {
	uint32_t scenario; /* index into the lab's scenarios */
	uint32_t mode;     /* enum wire_mode */
	uint32_t noise;    /* mask of enum wire_noise */
	uint32_t stop_at_failure;
	uint32_t own_first;  /* MODE_POOL: T1 may end its thread, so it must not be the runner's */
	uint32_t keep_output; /* the program's stdout and stderr are not thrown away */
	uint64_t first_run;  /* number of the first run, from 1: repeats later runs of a series */
	uint64_t runs;
	uint64_t seed;
	uint64_t most_stuck; /* MODE_PROCESS: so many runs that could not end, and it stops */
	uint64_t max_points; /* schedule points of one run before it is called a livelock */

	/* MODE_EXPLORE: */
	uint64_t max_steps;   /* of all executions together; 0: any number */
	uint32_t search;      /* enum wire_search */
	uint32_t may_give_up; /* SEARCH_PROVE: ends early when it could not be done in time anyway */
	uint32_t after_failure; /* executions more after the first that failed */
	uint32_t count_classes; /* tells how many classes the executions fell into: for tests */
	uint32_t repeat;      /* do all of it so often, but count and report it once: for bench */
	uint32_t spurious;    /* waits may wake up for no reason */
	uint32_t optimised;   /* the program keeps variables in registers */
	struct wire_schedule schedule; /* SEARCH_REPLAY */
};

/* Where an address lies. */
enum wire_space { SPACE_NONE, SPACE_IMAGE, SPACE_HEAP, SPACE_STACK, SPACE_OTHER };

struct wire_object {
	uint32_t space; /* enum wire_space */
	uint32_t size;  /* bytes touched, 0 if not an access */
	uint64_t at;    /* SPACE_IMAGE: offset into the submission; SPACE_HEAP: into the run's heap;
			   else the address */
};

struct wire_place {
	uint64_t pc; /* offset into the submission of the call or access itself; 0: unknown */
	uint64_t callers[WIRE_CALLERS]; /* nearest first, ended by 0 */
	struct wire_object object;
	char thread[WIRE_THREADS]; /* "main", "T1", "P2" */
	char role[24];             /* "waits for", "holds", "reads", "writes", "created in" */
};

struct wire_finding {
	uint32_t kind;
	uint32_t places_used;
	uint64_t run;   /* the first that showed it, from 1 */
	uint64_t times; /* how many runs showed it */
	uint64_t last_run; /* the latest that did: the runner's own */
	uint64_t key[2];   /* places that tell it from others of its kind: the runner's own */
	char message[WIRE_TEXT]; /* one line; names of objects are the judge's to add */
	struct wire_place places[WIRE_PLACES];
};

struct wire_outcome {
	int64_t value;
	uint64_t times;
};

/* One row of a witness. */
struct wire_step {
	struct wire_place place;
	char what[24];		 /* "locks", "reads", "waits for" */
	uint64_t value;		 /* read, or written */
	uint32_t has_value;
	uint32_t failing;	 /* here it went wrong */
};

/* The shortest schedule found for a finding. */
struct wire_witness {
	uint32_t finding; /* index */
	uint32_t switches;
	uint32_t events;
	struct wire_schedule schedule;
	uint32_t steps_used;
	struct wire_step steps[WIRE_STEPS];
};

enum wire_state {
	WIRE_NEW,     /* nothing of the submission has run */
	WIRE_LOADING, /* it loads the submission, whose own code may run from now on */
	WIRE_RUNNING, /* runs are being done */
	WIRE_STUCK,   /* a run could not end (deadlock, crash): the runner ends, the rest is undone */
	WIRE_DONE,    /* all runs asked for are done, or it stopped at a failure as asked */
	WIRE_BROKEN,  /* the harness failed: see error */
};

struct wire {
	uint32_t magic;
	uint64_t key[2]; /* of the seal; the runner takes it out */
	struct wire_job job;

	_Atomic uint32_t state;      /* enum wire_state */
	uint64_t seal;		     /* under the end */
	uint64_t image;              /* address at which the submission lies in the runner */
	uint64_t image_size;
	uint64_t heap;               /* the run's heap, 0 if the real one is used */
	uint64_t heap_size;
	_Atomic uint64_t runs_done;
	_Atomic uint64_t runs_failed;
	_Atomic uint64_t first_failure; /* run number, 0: none */
	_Atomic uint64_t points;        /* schedule points passed in all runs together */
	_Atomic uint64_t points_now;    /* ... and in the run at hand, when the watcher last looked */
	_Atomic uint64_t hang_usec;     /* from the last thread's standing still to the report */
	_Atomic uint32_t forked_with_threads; /* a process with more than one thread forked */
	_Atomic uint32_t findings_used;
	uint32_t outcomes_used;
	uint64_t outcomes_other; /* runs whose outcome found no row */
	struct wire_outcome outcomes[WIRE_OUTCOMES];
	/* MODE_EXPLORE: */
	_Atomic uint32_t stop;	/* the judge's: end now, with what is known */
	double deviation;	/* of the estimate, as it went up and down */
	uint32_t complete;	/* every class was seen */
	uint64_t classes;	/* job.count_classes */
	uint64_t weaker;	/* atomics weaker than seq_cst, taken as if they were */
	_Atomic uint64_t estimate; /* of executions in all */
	uint64_t longest;	/* events of the longest execution */
	uint64_t bytes;		/* of memory that the search used at most */
	uint64_t search_usec;	/* that the search took, without loading and witnesses */
	double overlap;		/* work over span: the best of all executions */
	uint64_t too_long;	/* executions that were cut off after most_events */
	double miss;		/* SEARCH_SAMPLE: PCT's bound on the chance that a bug of depth 2 was missed */
	uint32_t witnesses_used;
	struct wire_witness witnesses[WIRE_WITNESSES];

	char error[WIRE_TEXT];
	struct wire_finding findings[WIRE_FINDINGS];
};

#endif
