/* SPDX-License-Identifier: MIT */
/*
 * A subject's sources to objects, and those to one shared object for each flavour: the inner half of
 * subject.h, which decides when.
 *
 * Threads: the caller holds the subject's lock, but for subject_objects().
 */
#ifndef RACELAB_SUBJECT_BUILD_H
#define RACELAB_SUBJECT_BUILD_H

#include "subject.h"

/* All sources, both ways.  False: *error (owned by the caller) holds the compiler's words. */
bool subject_compile(struct subject *subject, char **error);

/* *shared: the path of what is made, owned by the caller.  False: *error, as above. */
bool subject_link(struct subject *subject, enum flavour flavour, char **shared, char **error);

/*
 * Paths of the objects, with the scenario's or without, NULL-ended and with room for one more; owned
 * by the caller (subject_free_objects).
 */
char **subject_objects(const struct subject *subject, bool instrumented, bool scenario);
void subject_free_objects(char **objects);

#endif
