/* SPDX-License-Identifier: MIT */
/*
 * Which names a submission may use and which it may define, and why not.
 *
 * Used may be what the explorer knows (modelled.h): the runners are programs with symbols of their
 * own, and what is not known could be one of those.  Defined may be what is nobody else's.
 *
 * Threads: any.
 */
#ifndef RACELAB_SCREEN_NAMES_H
#define RACELAB_SCREEN_NAMES_H

#include <stdbool.h>

#include "modelled.h"

/* A symbol of elsewhere.  NULL: it may be used; else why not, in a few words. */
const char *screen_names_use(const struct modelled *modelled, const char *name);

/*
 * A symbol that the submission defines; one that only its own file sees (local) may have the names
 * of libc.  NULL: it may; else why not.
 */
const char *screen_names_define(const struct modelled *modelled, const char *name, bool local);

/* "__builtin_expect": does it only what C could do as well? */
bool screen_names_builtin(const struct modelled *modelled, const char *name);

#endif
