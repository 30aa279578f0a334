/* SPDX-License-Identifier: MIT */
/*
 * Turns what a runner wrote into findings with lines and names.
 *
 * Threads: as symbols.h.
 */
#ifndef RACELAB_WIRE_READ_H
#define RACELAB_WIRE_READ_H

#include "launch.h"
#include "symbols.h"

/*
 * Appends the landing's findings to the list: pcs resolved, objects named, places without a line
 * in the submission or the scenario dropped, equal ones folded.  A runner that ended without having
 * said so (exit() or a signal that nobody caught) becomes a `wrong-exit` or `crash` finding, since
 * only the submission can have done that; WIRE_BROKEN becomes false and *error.
 */
bool wire_read(const struct landing *landing, struct symbols *symbols, struct findings *list,
	       char **error);

/* Name of what lies there, owned by the caller; NULL: unknown. */
char *wire_object_name(const struct wire_object *object, struct symbols *symbols);

#endif
