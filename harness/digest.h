/* SPDX-License-Identifier: MIT */
/*
 * SHA-256, by which a grade book knows that two things are the same.
 *
 * Names by which things are only told apart, quickly, are files.h's hashes.
 *
 * Threads: any; a struct digest belongs to one at a time.
 */
#ifndef RACELAB_DIGEST_H
#define RACELAB_DIGEST_H

#include <nettle/sha2.h>
#include <stddef.h>

/* Room for the digits and a NUL. */
#define DIGEST_HEX (2 * SHA256_DIGEST_SIZE + 1)

struct digest {
	struct sha256_ctx state;
};

void digest_begin(struct digest *digest);

/* Bytes with their number before them, so that nothing can move from one into the next. */
void digest_add(struct digest *digest, const void *bytes, size_t count);
void digest_word(struct digest *digest, const char *word);

/* A file's contents; one that cannot be read counts as one that says "absent". */
void digest_file(struct digest *digest, const char *path);

void digest_end(struct digest *digest, char hex[static DIGEST_HEX]);

/* Of these bytes and nothing else: what sha256sum says of a file with them. */
void digest_of(const void *bytes, size_t count, char hex[static DIGEST_HEX]);

#endif
