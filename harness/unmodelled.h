/* SPDX-License-Identifier: MIT */
/*
 * What a submission calls and explore does not know: found before anything runs, so that such a call
 * ends in an `unsupported` finding with its place, and never in a wait that no scheduler sees.
 *
 * Threads: any.
 */
#ifndef RACELAB_UNMODELLED_H
#define RACELAB_UNMODELLED_H

#include <stdbool.h>

/*
 * Writes a C file of stubs for all that these objects (NULL-ended paths) call, do not define
 * between them, and explore neither models nor knows to be harmless; *any: is there such a call?
 * *wraps: the linker's options that lead to the stubs, NULL-ended, owned by the caller with its
 * words.  False: *error (owned by the caller).
 */
bool unmodelled_stubs(const char *const *objects, const char *path, bool *any, char ***wraps,
		      char **error);

void unmodelled_free(char **wraps);

#endif
