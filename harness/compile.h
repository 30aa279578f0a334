/* SPDX-License-Identifier: MIT */
/*
 * Calls the compiler: one source to an object, two objects to a shared object.
 *
 * What is built when is subject.h's business; a lab's description is built by labs.h.
 *
 * Threads: any.
 */
#ifndef RACELAB_COMPILE_H
#define RACELAB_COMPILE_H

#include <stdbool.h>

#include "subject.h"

struct compile {
	enum compiler compiler;
	const char *source;  /* path as the person gave it: the compiler's messages show it */
	const char *object;  /* path of what is made */
	const char *lab_dir; /* where lab.h is; NULL: none of the kit's headers are to be found */
	bool instrumented;
	bool confined;   /* see confine.h: of the source's folder only the source is seen */
	bool neighbours; /* ... and all else in it, too: headers of a program's own */
	char **flags; /* further ones, NULL-ended; NULL: none */
};

/* False: *error (owned by the caller) holds the compiler's own words. */
bool compile_object(const struct compile *compile, char **error);

/*
 * The source as the compiler sees it after preprocessing, compiled as compile_object() does (object is
 * not asked), with more flags (NULL-ended; NULL: none).  *text is the caller's; *cut: it would be so long
 * that the rest was not waited for.  False: it holds the compiler's own words.
 */
bool compile_preprocess(const struct compile *compile, const char *const *more, bool *cut,
			char **text);

/* Objects to a shared object. */
struct linking {
	enum compiler compiler;
	const char *const *objects; /* and C files, which are compiled first; NULL-ended */
	const char *wraps; /* a list of symbols for the linker's --wrap, in the kit's rt folder */
	const char *const *more; /* further words, NULL-ended; NULL: none */
	const char *shared;	 /* path of what is made */
	bool confined;		 /* all objects lie in the folder of the shared one */
};

/* False: *error (owned by the caller) holds the linker's own words. */
bool compile_link(const struct linking *linking, char **error);

/* A list of words that grows; NULL-ended at all times.  The words are not owned. */
struct words {
	const char **items;
	unsigned count;
};

void words_add(struct words *words, const char *word);

const char *compiler_name(enum compiler compiler);

#endif
