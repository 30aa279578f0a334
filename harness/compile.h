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

/*
 * Objects (and C files, which are compiled first) to a shared object.  wraps: a list of symbols for
 * the linker's --wrap, in the kit's rt folder.  Both arrays of words are NULL-ended; more may be NULL.
 */
bool compile_link(enum compiler compiler, const char *const *objects, const char *wraps,
		  const char *const *more, const char *shared, char **error);

/* A list of words that grows; NULL-ended at all times.  The words are not owned. */
struct words {
	const char **items;
	unsigned count;
};

void words_add(struct words *words, const char *word);

const char *compiler_name(enum compiler compiler);

#endif
