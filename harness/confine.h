/* SPDX-License-Identifier: MIT */
/*
 * Confinement: how a program that nobody trusts is started, the runner with a submission in it or
 * the compiler at work on one, so that it reaches nothing but what it needs.
 *
 * bubblewrap makes its namespaces (mount, pid, network, ipc, uts; the user's too, but for root, who
 * becomes a user that nobody else is instead): a read-only root with /usr, the kit's runners and
 * the subject's work folder in it, a /tmp of its own, no network, no process but its own.  In there
 * the warden (warden/) sets limits and a filter of system calls, watches over memory, and takes
 * everything with it when it ends.  Where the kernel refuses namespaces the warden does alone what
 * is left; that is told as "partial: why", and never passed over.
 *
 * Used by launch.c and capture.c: begin, start the words with the environment, end.  What of it a
 * person asks for is subject->confined.
 *
 * Threads: any; a struct confined belongs to one.
 */
#ifndef RACELAB_CONFINE_H
#define RACELAB_CONFINE_H

#include <stdbool.h>
#include <stdint.h>

/* What is to be seen inside, beside the system's programs and libraries.  Nothing is owned. */
struct confine {
	bool compiler;	     /* it may write into work; it is a runner else, and may not */
	bool single;	     /* one process and one thread: whoever starts another is killed for it */
	const char *work;    /* the subject's work folder, without links; NULL: none */
	const char *reports; /* a folder in it where the program writes its reports; NULL: none */
	const char *source;  /* the one file of its folder that is seen; NULL: none */
	const char *const *folders; /* others, seen as they are, NULL-ended; NULL: none */
};

#define CONFINE_INHERITED 3

/* One confined process, from before it starts until it has ended. */
struct confined {
	char **words;			  /* to be executed in place of the program; owned */
	char **environment;		  /* likewise */
	int inherited[CONFINE_INHERITED]; /* descriptors that it must get; -1: none; owned */
	int status;			  /* how it ended, see confine_wire.h */
	int lifeline;			  /* written to: it is to end */
	bool contained; /* in a pid namespace: all of it ends with its first process */
	char *reports;	/* as in struct confine */
};

#define CONFINED_NONE                                                                              \
	(struct confined)                                                                          \
	{                                                                                          \
		.inherited = {-1, -1, -1}, .status = -1, .lifeline = -1                            \
	}

/*
 * How to start the program (words, NULL-ended, the first a name or a path) with these further
 * NAME=values (NULL-ended; NULL: none).  False: *error (owned by the caller) says what is missing,
 * and the mend; nothing is to be started then.
 */
bool confine_begin(const struct confine *confine, char *const *words,
		   const char *const *environment, struct confined *confined, char **error);

/* In the child, before exec: async-signal-safe. */
void confine_inherit(const struct confined *confined);

/* All of it is to end now.  If it does not, kill its process group. */
void confine_stop(const struct confined *confined);

/*
 * After waitpid() has given *status: sets it to the program's own.  *stopped (owned by the caller;
 * NULL: nothing): which limit ended it, "it took more than 2048 MiB of memory".  *overtime: it was
 * the time.  False: it never ran; *error says why.  Reports are in their folder now.
 */
bool confine_end(struct confined *confined, int *status, char **stopped, bool *overtime,
		 char **error);

/* What confine_begin() made; also without an end. */
void confine_release(struct confined *confined);

/* "full", or "partial: " and what is missing here; found out by trying, once.  Static. */
const char *confine_word(void);

/* What would have to be done here for "full"; owned by the caller.  NULL: nothing. */
char *confine_mend(void);

/* Is found out anew; for tests. */
void confine_forget(void);

#endif
