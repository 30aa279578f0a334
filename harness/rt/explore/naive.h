/* SPDX-License-Identifier: MIT */
/* How the naive search is bounded: see naive.c. */
#ifndef RACELAB_NAIVE_H
#define RACELAB_NAIVE_H

#include <limits.h>

#include "search.h"

#define NAIVE_UNBOUNDED UINT_MAX

struct schedule;

struct naive {
	const struct schedule *prefix; /* always begins so; NULL: free from the start */
	unsigned prefix_events;	       /* ... with so many of its events */
	unsigned preemptions; /* at most so many switches away from a thread that could go on */
	bool cut_off;	      /* an execution was left out for that */
};

extern struct naive naive;

#endif
