/* SPDX-License-Identifier: MIT */
/*
 * What a lab's scenario.c includes: the words in which a lab says what runs against a submission,
 * what must hold, and what each checker is expected to say.
 *
 * A scenario.c ends with one `const struct lab racelab_lab = { ... };`.  Functions named there
 * must be the file's own statics, so that the judge can read the description without a
 * submission beside it.  This is not how a scenario is run: that is harness/rt.
 *
 * Threads: setup() and check() run alone; the bodies run at the same time, one thread each.
 */
#ifndef RACELAB_SCENARIO_H
#define RACELAB_SCENARIO_H

#include <stdbool.h>

#include "kinds.h"

#define SCENARIO_THREADS 8

/*
 * A program that a submission starts by exec or posix_spawn.  Explore does not run it: it does what is said
 * here.  (The other checkers start it.)
 */
struct program_stub {
	const char *path;   /* as the submission names it */
	bool reads;	    /* it reads its standard input to the end first */
	const char *writes; /* ... then writes this to its standard output; NULL: nothing */
	int status;	    /* ... and ends with this exit status */
};

/*
 * One thing that is run again and again, each time from the same memory: setup, then every body
 * at once, then check.  Memory that a run allocates is taken back by the runner.
 */
struct scenario {
	const char *name; /* a few words: "two visitors" */
	const char *what; /* one sentence for the student: what happens here */

	void (*setup)(void);                          /* may be NULL */
	void (*body[SCENARIO_THREADS])(unsigned self); /* T1, T2, ... up to the first NULL */
	void (*check)(void);                          /* may be NULL */

	unsigned long stress_runs; /* native repetitions; 0: one million, 30,000 of more than two
				      threads, 2000 in processes */
	unsigned tool_runs;        /* repetitions under tsan, helgrind and drd; 0: not run there */
	bool processes;            /* forks, is killed, or ends its process: a process for each run */
	const char *outcome;       /* what outcome() tells: "final count"; NULL: it is not called */
	unsigned points;           /* of the grade */

	unsigned long explore_runs; /* most executions of explore; 0: one million */
	bool spurious;             /* explore lets waits at conditions wake up for no reason, as POSIX does */
	bool native_only;          /* too large for explore, whose small scenarios say the same */
	const struct program_stub *programs; /* that it may start, ended by one without a path */
	double overlap;            /* work over span that some execution must reach, all steps counted
				      alike: 2.0 is two threads that never wait for each other; less is
				      `serialised`.  0: not asked */
};

enum how_often { NEVER, SOMETIMES, ALWAYS };

/* What one checker says of this lab.  Whatever is found and no row calls a false alarm fails. */
struct declaration {
	const char *by; /* the checker: "stress", "tsan", "helgrind", "drd", "explore" */
	enum finding_kind kind;
	enum how_often starter;  /* does the starter show it?  SOMETIMES: when the timing is right */
	const char *false_alarm; /* set: a right repair may be accused of it, and this says why, in
				    one sentence that a student understands */
	const char *uses; /* the false alarm holds only where the submission uses a symbol whose
			     name begins so ("__tsan_atomic": C11 atomics); NULL: anywhere */
	bool if_proved;   /* ... and only where explore has proved the submission */
};

struct lab {
	const char *title;   /* "The hit counter" */
	const char *family;  /* one of the six of the curriculum: "Shared state" */
	unsigned difficulty; /* 1 to 5 */
	bool program;        /* the file under test is a whole program: it may end itself */
	const char *no_polling; /* set: whoever waits must sleep until it is woken, and this says why,
				   in one sentence; a loop that only looks again is `busy-wait` */
	const struct scenario *scenarios;     /* ended by one without a name */
	const struct declaration *declared;   /* ended by one without a `by` */
};

/*
 * A claim about this run.  When it does not hold, the run has failed with an `assertion` finding
 * that shows the message (printf's words; required) and the place; the run goes on.
 */
#define EXPECT(claim, ...)                                                                        \
	((claim) ? (void)0 : racelab_expect_failed(__FILE__, __LINE__, #claim, __VA_ARGS__))

/* The same of work that must not be left undone: the finding is `dropped-work`. */
#define EXPECT_DONE(claim, ...)                                                                   \
	((claim) ? (void)0 : racelab_expect_done_failed(__FILE__, __LINE__, #claim, __VA_ARGS__))

/* Called through EXPECT and EXPECT_DONE. */
void racelab_expect_done_failed(const char *file, unsigned line, const char *claim,
				const char *format, ...) __attribute__((format(printf, 4, 5)));
void racelab_expect_failed(const char *file, unsigned line, const char *claim, const char *format,
			   ...) __attribute__((format(printf, 4, 5)));

/* What came of this run, as one number; stress prints how often each number came.  From check(). */
void outcome(long value);

/*
 * From here on the calling process may be killed (SIGKILL) at any schedule point, until
 * immortal().  Stress kills at the first point in one run, at the second in the next, and so on
 * round and round; the other checkers never kill.  Only in a process that the scenario forked.
 */
void mortal(void);
void immortal(void);

extern const struct lab racelab_lab;

#endif
