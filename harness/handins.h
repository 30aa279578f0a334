/* SPDX-License-Identifier: MIT */
/*
 * What was handed in: the files below a folder whose names say whose they are and of which lab.
 *
 * Nobody's names or files are trusted: a link is never followed, nothing but a regular file of
 * sensible size is read, and it is read once, so that what is hashed is what is graded.  Nothing is
 * graded here.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_HANDINS_H
#define RACELAB_HANDINS_H

#include <stdbool.h>
#include <stddef.h>

/* More is no repair of a lab: those have a few kilobytes. */
#define HANDIN_MOST (1024 * 1024)

struct handin {
	char *student; /* as shown_name() has it */
	char *lab;     /* full name */
	char *path;    /* as shown_name() has it */
	char *bytes;   /* its contents; NULL: see unfit and fault */
	size_t count;
	char *unfit; /* why it cannot be graded, by the fault of who made it; NULL: it can */
	char *fault; /* why it could not be read, by no fault of theirs; NULL: it was */
};

struct handins {
	struct handin *items; /* by folder in the order given, then by path; owned */
	size_t count;
	char **remarks; /* what was passed over though it looked like a submission; owned */
	size_t nremarks;
	size_t others; /* files whose names say nothing */
	bool unread; /* a folder could not be read, so some may be missing: it is among the remarks
		      */
};

/*
 * Adds those below the folder.  pattern NULL: the usual layouts; lab (a full name) NULL: any.
 * False: the folder cannot be read, *error (owned by the caller).
 */
bool handins_find(struct handins *handins, const char *folder, const char *pattern, const char *lab,
		  char **error);

/* The layouts that are sought, in words for a person. */
const char *handins_layouts(bool has_lab);

void handins_release(struct handins *handins);

#endif
