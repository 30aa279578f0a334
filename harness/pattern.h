/* SPDX-License-Identifier: MIT */
/*
 * How the names of submissions are laid out: "{student}/{lab}/lab.c".
 *
 * {student} and {lab} stand for one or more characters, * for any number, none of them a slash; the
 * rest is itself.  Which files there are is handins.h's business.
 *
 * Threads: any.
 */
#ifndef RACELAB_PATTERN_H
#define RACELAB_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

/* A part of the name; bytes NULL: the pattern does not tell it. */
struct captured {
	const char *bytes;
	size_t length;
};

struct capture {
	struct captured student, lab;
};

/*
 * Does the name fit the pattern's first `parts` parts between slashes (0: all of it)?  Where a name
 * could be cut in several ways, what stands first in the pattern gets as much as it can.  *capture
 * points into name.
 */
bool pattern_fits(const char *pattern, unsigned parts, const char *name, struct capture *capture);

/* How many parts between slashes there are. */
unsigned pattern_parts(const char *pattern);

/* Can it be used?  has_lab: the lab is known without it.  False: *error (owned by the caller). */
bool pattern_check(const char *pattern, bool has_lab, char **error);

#endif
