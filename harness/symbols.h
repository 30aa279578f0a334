/* SPDX-License-Identifier: MIT */
/*
 * From offsets into a shared object to source lines and names, with elfutils (libdw, libelf).
 *
 * Threads: any, but one struct symbols belongs to one thread at a time.
 */
#ifndef RACELAB_SYMBOLS_H
#define RACELAB_SYMBOLS_H

#include <stdbool.h>
#include <stdint.h>

#include "finding.h"

struct symbols;

/* Opens the object.  NULL: *error (owned by the caller) says why. */
struct symbols *symbols_open(const char *path, char **error);
void symbols_close(struct symbols *symbols);

/* Line, column and function of the instruction at that offset.  False: unknown, *spot untouched. */
bool symbols_spot(struct symbols *symbols, uint64_t pc, struct spot *spot);

/*
 * The variable that holds the byte at that offset: "accounts+24", "lock".  For one with debug
 * information array elements and members by name: "accounts[1].lock".  Owned by the caller; NULL:
 * unknown.
 */
char *symbols_object(struct symbols *symbols, uint64_t at);

/* Does the file (an object or shared object) refer to an undefined symbol that begins so? */
bool symbols_imports(const char *path, const char *prefix);

/* Names of the undefined (defined = false) or defined global symbols of an ELF file; NULL-ended. */
char **symbols_names(const char *path, bool defined);
void symbols_free_names(char **names);

#endif
