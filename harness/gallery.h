/* SPDX-License-Identifier: MIT */
/*
 * A lab's gallery: the files that its author vouches for. The starter, the reference, other right
 * repairs, tempting wrong ones, and what the first lines of each say of it:
 *
 *     sampled: WHY              in right/: explore cannot come to an end with it
 *     expect: KIND by CHECKER   in wrong/: who is sure to find what
 *     family: WORDS             in wrong/: which sort of mistake it is
 *
 * Whether that is true is not asked here: that is claims.h.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_GALLERY_H
#define RACELAB_GALLERY_H

#include <stdbool.h>
#include <stddef.h>

#include "checkers/checker.h"

enum piece_kind { PIECE_STARTER, PIECE_REFERENCE, PIECE_RIGHT, PIECE_WRONG };

/* Seven sorts of wrong repairs that people come up with, whatever the lab. */
enum family {
	FAMILY_NONE, /* not said */
	FAMILY_HIDE,
	FAMILY_SERIALISE,
	FAMILY_TOO_LITTLE_LOCK,
	FAMILY_NOT_ATOMIC_ENOUGH,
	FAMILY_DROP_WORK,
	FAMILY_POLL,
	FAMILY_FOOL,
	FAMILY_OWN, /* none of these: a mistake that only this lab invites */
	FAMILIES
};

/* "too little lock" and so on, and in a few words what is meant. */
const char *family_name(enum family family);
const char *family_meaning(enum family family);

struct piece {
	enum piece_kind kind;
	char *path;
	char *name;  /* "wrong/volatile.c", "starter", "reference" */
	char *amiss; /* what its first lines lack; NULL: nothing */
	bool sampled;
	/* of a wrong repair, unless amiss: */
	enum finding_kind finding;
	const struct checker *by;
	enum family family;
};

struct gallery {
	const char *lab; /* full name; the caller's */
	struct piece
		*pieces; /* starter, reference, right, wrong; each folder in the alphabet's order */
	size_t count;
};

/*
 * The files that are there; a reference or a folder that is not there leaves no piece.  False: the
 * kit has no solutions beside its labs; *error (owned by the caller) says where they were sought.
 */
bool gallery_open(const char *lab, struct gallery *gallery, char **error);
void gallery_close(struct gallery *gallery);

/* The galleries of many labs, in the order of their names.  Zeroed is none. */
struct galleries {
	char **names; /* owned, as all of it */
	struct gallery *items;
	size_t count;
	size_t npieces; /* of all together */
};

/* Of all labs, or of those whose names have that part (NULL: any).  False: as gallery_open(). */
bool galleries_open(const char *part, struct galleries *galleries, char **error);
void galleries_close(struct galleries *galleries);

size_t gallery_count(const struct gallery *gallery, enum piece_kind kind);

#endif
