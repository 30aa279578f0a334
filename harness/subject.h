/* SPDX-License-Identifier: MIT */
/*
 * What is checked: a lab's scenario together with one file that claims to repair it, or a whole
 * program, and the shared objects built from that.
 *
 * Objects are built when first asked for, in a folder of the subject's own that goes with it.
 * This is not the check itself (checkers/) nor its outcome (verdict.h).
 *
 * Threads: subject_object() may be called from several threads at once; the rest from one.
 */
#ifndef RACELAB_SUBJECT_H
#define RACELAB_SUBJECT_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "program.h"
#include "scenario.h"

struct symbols;

enum compiler { COMPILER_GCC, COMPILER_CLANG, COMPILERS };

/* What an object is built for. */
enum flavour {
	FLAVOUR_PLAIN,  /* not instrumented: helgrind and drd */
	FLAVOUR_STRESS, /* instrumented, linked to racelab's own __tsan_* functions */
	FLAVOUR_TSAN,   /* instrumented, linked to libtsan with racelab's noise in front */
	FLAVOUR_EXPLORE, /* instrumented, linked to racelab's own scheduler and its modelled calls */
	FLAVOURS
};

struct subject {
	char *name;     /* "01-hit-counter"; a program's: "counter.c" */
	char *lab_dir;  /* labs/01-hit-counter; NULL: it is a program */
	char *source;   /* the file under test, as given; a program's first */
	struct program program; /* all its files, NULL-ended: of a lab, the one; owned */
	const struct lab *lab; /* the description; belongs to a loaded library */
	enum compiler compiler;
	char **cflags;  /* further flags for the compiler, NULL-ended; may be NULL */
	bool confined;  /* to be set before it is built: compilers and runners see and may little */
	char *work;     /* without links: folder for objects, removed with the subject */

	pthread_mutex_t lock; /* innermost: held while building, nothing else is taken in it */
	/* guarded by lock: */
	char *objects[FLAVOURS];         /* paths; NULL: not yet built */
	struct symbols *symbols[FLAVOURS];
	char *amiss; /* set: it does not compile, in the compiler's words */
};

/*
 * Makes a subject of the lab of that name and the file; source NULL: the lab's own lab.c.
 * On failure returns false and *error (owned by the caller) says what, where and the mend:
 * no such lab (with the nearest name), no such file, a directory, unreadable, empty.
 */
bool subject_new(const char *lab, const char *source, enum compiler compiler, char **cflags,
		 struct subject **subject, char **error);

/*
 * The same of a submission of which only the bytes are at hand: they become lab.c in the subject's
 * work folder, and go with it.
 */
bool subject_new_text(const char *lab, const char *bytes, size_t count, enum compiler compiler,
		      char **cflags, struct subject **subject, char **error);

/* The same of a whole program; its words are copied. */
bool subject_new_program(const struct program *program, enum compiler compiler, char **cflags,
			 struct subject **subject, char **error);

/*
 * Compiles it, without linking.  *object, *scenario: the paths of the plain objects of the (first) file
 * and of the scenario, owned by the caller.  False: *error, as below.
 */
bool subject_compiled(struct subject *subject, char **object, char **scenario, char **error);

/* "full", "partial: why" or "none": how its compilers and runners are confined; static. */
const char *subject_confinement(const struct subject *subject);

/* Builds the flavours needed for a check now, two at a time.  False: *error holds the compiler's words. */
bool subject_build(struct subject *subject, char **error);

/* Path of the shared object of that flavour, built if need be; it belongs to the subject. */
bool subject_object(struct subject *subject, enum flavour flavour, const char **path, char **error);

/* Lines and names of that flavour's object; belongs to the subject.  NULL: no debug information. */
struct symbols *subject_symbols(struct subject *subject, enum flavour flavour);

/* Does the submission or the scenario call a function whose name begins with prefix? */
bool subject_calls(struct subject *subject, const char *prefix);

/* Does the submission (not its scenario) use a symbol whose name begins with prefix? */
bool subject_uses(struct subject *subject, const char *prefix);

void subject_free(struct subject *subject);

#endif
