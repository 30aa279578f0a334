/* SPDX-License-Identifier: MIT */
/*
 * How many points a checked submission gets: the rule, and nothing else.
 *
 * Threads: any.
 */
#ifndef RACELAB_GRADE_POINTS_H
#define RACELAB_GRADE_POINTS_H

#include "checking.h"

/* What there is to be had. */
double grade_maximum(const struct lab *lab);

/*
 * A scenario's points are had if nothing that fails comes from it, as explore says, whose word is
 * the same each time.  A scenario that is too large for explore says the same as its small ones in
 * large, and is lost with any of them.  What only stress or a tool finds costs all: in which
 * scenario they meet it is chance, and the grade must not be (grade.h marks it for a person to look
 * at).
 */
double grade_points(const struct lab *lab, const struct checking *checking);

#endif
