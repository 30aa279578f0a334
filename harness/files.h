/* SPDX-License-Identifier: MIT */
/*
 * Small things done with files: a hash of the contents, a folder of the user's, and output that
 * appears whole or not at all.
 *
 * Threads: any for files_hash(); the rest for the main thread, except files_abandon().
 */
#ifndef RACELAB_FILES_H
#define RACELAB_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where every hash begins. */
#define FILES_HASH_START UINT64_C(0xcbf29ce484222325)

/* FNV-1a (Fowler, Noll, Vo) over more bytes: tells texts apart, proves nothing. */
uint64_t files_hash_bytes(uint64_t hash, const void *bytes, size_t count);

/* The same over a file's contents.  False: unreadable, *hash untouched. */
bool files_hash(const char *path, uint64_t *hash);

/*
 * Path of ${VARIABLE:-~/fallback}/racelab/NAME, the folders on the way made.  Owned by the caller;
 * NULL: there is no such place, or it cannot be made.
 */
char *files_user_path(const char *variable, const char *fallback, const char *name);

/* The whole file with a NUL after it, owned by the caller; *count without the NUL.  NULL: errno. */
char *files_read(const char *path, size_t *count);

/*
 * Puts the bytes at path, or on stdout if that is NULL.  A regular or new file is written beside
 * itself and renamed: it is there whole or as it was before.  False: errno says why.
 */
bool files_write(const char *path, const char *bytes, size_t count);

/* Removes what a files_write() has begun; for the thread that ends the process. */
void files_abandon(void);

#endif
