/* SPDX-License-Identifier: MIT */
/*
 * A checker is a source of findings: one file in this folder, one descriptor struct at its end.
 *
 * How to add one: write its file, end it with CHECKER(name) = { ... }.  Nothing lists checkers: the
 * linker gathers them.  What the findings mean is not decided here but in verdict.c.
 *
 * Threads: check() may be called from several threads at once, for different results.
 */
#ifndef RACELAB_CHECKER_H
#define RACELAB_CHECKER_H

#include <stdbool.h>
#include <stdint.h>

#include "../finding.h"
#include "../wire.h"

struct subject;

enum status {
	STATUS_FAIL,             /* it has a finding */
	STATUS_PROVED,           /* explore only */
	STATUS_NO_FAILURE_FOUND, /* it ran and met nothing, which proves nothing */
	STATUS_CLEAN,            /* the tool ran and reported nothing */
	STATUS_SKIPPED,          /* not run, see note */
	STATUS_ERROR,            /* the harness or the machine failed, see note */
};

/* The name used in output: "no-failure-found". */
const char *status_name(enum status status);

/* What the command line asks of all checkers.  Read-only while they run. */
struct settings {
	uint64_t runs;       /* exactly so many of each scenario (explore: at most); 0: as it says */
	unsigned share;      /* stress: one in so many of what the scenario says; 0: all of it */
	uint64_t seed;
	int scenario;        /* only this one; -1: all */
	int noise;           /* mask of enum wire_noise; -1: the usual portfolio */
	bool until_failure;  /* stress: stop at the first failed run */
	bool keep_output;    /* let the program's output through */
	bool among_others;   /* other files are checked meanwhile: one process at a time */
	uint32_t search;     /* explore: enum wire_search */
	bool search_chosen;  /* ... and no other after it */
	bool count_classes;  /* explore: for tests */
	bool spurious;       /* explore: waits may wake up for no reason */
	bool confined;       /* compilers and runners see and may little: confine.h */
	bool soft;           /* explore: Ctrl-C ends it early, with what it knows */
};

/* What stress measured of one scenario under one noise. */
struct measure {
	const char *scenario;
	uint32_t noise;
	uint64_t runs, failed, first_failure;
	double low, high; /* failures per million, 95 % confidence (Clopper-Pearson) */
	double seconds;
	bool processes;   /* fell back to a process for each run */
	struct wire_outcome outcomes[WIRE_OUTCOMES];
	unsigned noutcomes;
	uint64_t outcomes_other;
	const char *outcome_name; /* may be NULL */
};

/* What explore did with one scenario. */
struct exploring {
	const char *scenario;
	uint64_t executions, failed, estimate, points, longest;
	uint64_t weaker;  /* atomics weaker than seq_cst that were taken as if they were not */
	uint64_t classes; /* settings.count_classes */
	double overlap;   /* work over span, at best */
	double deviation; /* of the estimate */
	double miss;      /* sampled: the chance that a bug of depth 2 was missed, at most */
	bool complete;    /* every class was seen */
	bool sampled;
	bool broken_off; /* it made no progress and was ended: nothing more is known of it */
	double seconds;
	struct wire_outcome outcomes[WIRE_OUTCOMES];
	unsigned noutcomes;
	uint64_t outcomes_other; /* executions whose outcome found no row */
};

struct result {
	const char *checker; /* its name */
	enum status status;
	char *note;          /* owned; why skipped or in error, or where it is blind; NULL: nothing */
	uint64_t executions;
	bool complete;       /* all runs asked for were done */
	double seconds;
	struct findings findings;
	struct measure *measures; /* stress only; owned */
	size_t nmeasures;
	struct exploring *explored; /* explore only; owned */
	size_t nexplored;
	bool unfit; /* screen only: the file must not be compiled, much less run */
};

void result_release(struct result *result);

struct checker {
	const char *name;
	int order;           /* in tables and in `check`: lowest first */
	const char *what;    /* one sentence, for help */
	bool native;         /* full speed on all processors, runs counted in millions: nothing runs
				beside it, and `demo` asks it for fewer runs */
	bool looks;          /* runs nothing, and looks before anything is built or run */
	bool repeatable;     /* says the same of the same file every time: a grade can rest on it */
	/* Can it work on this machine?  False: *why (owned by the caller) says the cause and the mend. */
	bool (*usable)(char **why);
	/*
	 * Runs the subject and fills in *result (zeroed before, its checker already set).  Never fails by
	 * itself: a fault of the harness is STATUS_ERROR with a note.
	 */
	void (*check)(struct subject *subject, const struct settings *settings, struct result *result);
};

#define CHECKER(id)                                                                                \
	static const struct checker id;                                                            \
	static const struct checker *const id##_registered                                         \
		__attribute__((used, section("racelab_checkers"))) = &id;                          \
	static const struct checker id

/* All checkers in their order; *count of them.  The array is static. */
const struct checker *const *checkers(unsigned *count);

/* Those of them that run the program. */
const struct checker *const *checkers_that_run(unsigned *count);

/* NULL if there is none of that name. */
const struct checker *checker_find(const char *name);

#endif
