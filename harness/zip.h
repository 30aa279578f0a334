/* SPDX-License-Identifier: MIT */
/*
 * A zip archive, written in memory with libarchive.  The same files make the same bytes: entries
 * are in the order in which they are added, all of one date.
 *
 * Threads: an archive belongs to one at a time.
 */
#ifndef RACELAB_ZIP_H
#define RACELAB_ZIP_H

#include <stdbool.h>
#include <stddef.h>

struct zip;

/* Never NULL. */
struct zip *zip_new(void);

/* The file at path under that name, executable if it is.  False: *error (owned by the caller). */
bool zip_add_file(struct zip *zip, const char *path, const char *name, char **error);

/*
 * All regular files of a folder, and of those in it, under that name ("": at the top), in the
 * alphabet's order; not hidden ones, nor what editors leave behind.
 */
bool zip_add_folder(struct zip *zip, const char *path, const char *name, char **error);

/* Writes it to path, whole or not at all, and frees it.  False: *error (owned by the caller). */
bool zip_write(struct zip *zip, const char *path, char **error);

void zip_free(struct zip *zip);

#endif
