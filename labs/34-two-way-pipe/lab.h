/* SPDX-License-Identifier: MIT */
/*
 * The contract of the two chutes.  Do not edit: every checker builds your lab.c against this file.
 *
 * Two families swap flats.  Each is a process of its own.  From each flat a chute leads to the
 * other: what is pushed in at one end slides out at the other, in the same order.
 */
#ifndef LAB_H
#define LAB_H

#include <stdbool.h>
#include <stddef.h>

struct flat {
	int number;  /* 0 or 1 */
	int out, in; /* descriptors: things go out of the flat here, and come into it there */
};

/* Builds both chutes; false: they could not be built.  Called once, before the process forks. */
bool chutes_build(struct flat flats[2]);

/*
 * Moves `give` bytes from `mine` to the other flat, and `take` bytes that the other family gives to
 * `theirs`.  Called once by each family, in its own process; what one gives the other takes, but
 * one may give much and the other little.  Returns when all has gone and all has come, and leaves
 * neither a thread nor a process of its own behind; false: it could not be done.
 */
bool flat_swap(const struct flat *flat, const char *mine, size_t give, char *theirs, size_t take);

#endif
