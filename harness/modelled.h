/* SPDX-License-Identifier: MIT */
/*
 * The functions that explore knows: those it models, and those of libc that it lets be called as
 * they are.  Read from two lists in the kit's rt folder.
 *
 * What is done about a call of another is unmodelled.h's and screen.h's.
 *
 * Threads: any; read-only once open.
 */
#ifndef RACELAB_MODELLED_H
#define RACELAB_MODELLED_H

#include <stdbool.h>

struct modelled {
	char *modelled, *harmless; /* the texts; owned */
};

/* False: *error (owned by the caller) says which list is missing. */
bool modelled_open(struct modelled *modelled, char **error);
void modelled_close(struct modelled *modelled);

bool modelled_has(const struct modelled *modelled, const char *name);

#endif
