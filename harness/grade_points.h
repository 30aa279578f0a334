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
 * A scenario's points are had if nothing that fails comes from it.  Who is believed is asked in this
 * order: if explore found something, explore alone; else stress; else the tools, who cannot tell
 * scenarios apart, so that what they find costs all.  A scenario that is too large for explore says the
 * same as its small ones in large, and is lost with any of them.
 */
double grade_points(const struct lab *lab, const struct checking *checking);

#endif
