/* SPDX-License-Identifier: MIT */
/*
 * The variables of an object, by address: part of symbols.c, which says what it is for.
 */
#ifndef RACELAB_SYMBOLS_VARIABLE_H
#define RACELAB_SYMBOLS_VARIABLE_H

#include <elfutils/libdw.h>
#include <stdint.h>

struct variables;

/* All variables with a fixed address, also those inside functions.  Never NULL. */
struct variables *variables_new(Dwarf *dwarf);

/* "accounts[1].lock"; owned by the caller; NULL: no variable is there. */
char *variables_name(const struct variables *variables, uint64_t at);

void variables_free(struct variables *variables); /* NULL is none */

#endif
