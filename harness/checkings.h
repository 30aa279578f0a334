/* SPDX-License-Identifier: MIT */
/*
 * Many checks, as many at a time as there are processors: for `demo` and `author`.
 *
 * One check alone is checking.h.  Here native checkers do not have the machine to themselves, so
 * the rates that stress measures are not to be printed; verdicts do not depend on that.
 *
 * Threads: for the main thread; it starts threads of its own and waits for them.
 */
#ifndef RACELAB_CHECKINGS_H
#define RACELAB_CHECKINGS_H

#include "checking.h"

struct checkings_job {
	const char *lab;    /* full name */
	const char *source; /* NULL: the lab's own lab.c */
	const struct checker *const *list;
	unsigned count;
	bool until_failure; /* native checkers stop at the first */
	/* filled in: */
	const struct lab *description;
	struct checking checking; /* owned; nothing in it where error is set */
	char *error;		  /* owned; set: the file could not be checked, and why */
};

struct checkings {
	struct checkings_job *jobs;
	size_t count;
	enum compiler compiler;
	char **cflags;
	const struct settings *native, *tools; /* as for checking_run() */
	/* Called from the main thread for each job, in their order; may be NULL. */
	void (*done)(void *context, struct checkings_job *job);
	void *context;
};

void checkings_run(struct checkings *checkings);

/* What checkings_run() filled in. */
void checkings_release(struct checkings *checkings);

#endif
