/* SPDX-License-Identifier: MIT */
/*
 * Where a finding is, as programs want to know it: a path or URI, and a fingerprint by which it is
 * known again after lines have moved.
 *
 * Threads: as graded.h.
 */
#ifndef RACELAB_FORMAT_PLACES_H
#define RACELAB_FORMAT_PLACES_H

#include <stdint.h>

#include "graded.h"

/* The spot that stands for the finding: the first; never NULL, its line may be 0. */
const struct spot *place_of(const struct finding *finding);

/* The path as an RFC 3986 reference: percent-encoded, file:// before an absolute one.  Owned by the
 * caller. */
char *place_uri(const struct graded *graded, const char *file);

/*
 * A hash of the kind and of the text of the two source lines that matter most, without their
 * numbers and blanks.  Equal for equal lines: number repetitions yourself.
 */
uint64_t place_fingerprint(const struct graded *graded, const struct finding *finding);

/* Numbers repetitions: how often has add been called with that print before? */
struct prints {
	uint64_t *items; /* owned: free() */
	size_t count;
};

unsigned prints_add(struct prints *prints, uint64_t print);

#endif
