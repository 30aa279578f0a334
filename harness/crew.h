/* SPDX-License-Identifier: MIT */
/*
 * Processes that grade, a fresh one for each submission: whatever becomes of one, a fault of the
 * judge's own included, the others and the book know nothing of it.
 *
 * A process gets the submission's bytes as its stdin and no name, no folder and no book; its grade
 * comes back through its stdout.  Both are memory without a name, so nobody waits at a pipe.  It
 * ends with the process that started it.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_CREW_H
#define RACELAB_CREW_H

#include "book.h"
#include "options.h"

#define CREW_MOST 64

struct crew_member {
	pid_t pid; /* 0: this place is free */
	int pid_fd, out, errors;
	double began;
	bool told; /* to end, since it took too long */
	void *of;  /* the caller's */
};

struct crew {
	const struct options *options;
	unsigned size, busy;
	struct crew_member members[CREW_MOST];
};

/* As many as options->jobs, or as there are processors. */
void crew_begin(struct crew *crew, const struct options *options);

/* One is free (busy < size) and grades these bytes.  False: none can be started, *error. */
bool crew_send(struct crew *crew, const char *lab, const char *bytes, size_t count, void *of,
	       char **error);

struct crew_return {
	void *of;
	struct book_grade grade; /* owned by the caller, unless there is a fault */
	char *fault;		 /* owned by the caller; NULL: none */
};

/* Waits until one is done, for so long at most.  False: none is. */
bool crew_await(struct crew *crew, int msec, struct crew_return *home);

/* Ends those who still work, and waits for that. */
void crew_end(struct crew *crew);

#endif
