/* SPDX-License-Identifier: MIT */
/*
 * What decides whose turn it is: one search a file, one descriptor struct at its end.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_SEARCH_H
#define RACELAB_SEARCH_H

#include "world.h"

struct search {
	const char *name;
	bool dependence; /* wants races and clocks of dependence (history.h) */
	/* Before the first execution. */
	void (*start)(void);
	/* Before each one.  False: there is none left, all have been seen. */
	bool (*begin)(void);
	/* Whose turn is it?  One of those that are ready (turn_is_ready); NULL: none is. */
	struct thread *(*pick)(void);
	/* The newest event has been committed. */
	void (*committed)(void);
	/* It has so many possible outcomes: which is taken? */
	unsigned (*choose)(unsigned alternatives);
	/* The execution is over. */
	void (*end)(void);
	/* Executions that are still ahead, as far as can be told; may be NULL. */
	double (*ahead)(void);
};

extern const struct search *search; /* the one under way */

extern const struct search search_prove, search_naive, search_walk, search_pct, search_pos,
	search_surw, search_replay;

/* ---- what searches share ---- */

/* For start, committed and end, where there is nothing to do. */
void search_nothing(void);
/* For begin, where there is always another. */
bool search_again(void);
/* For choose: any, all alike. */
unsigned search_choose_any(unsigned alternatives);

/* The next number of the search's own generator, seeded by the job. */
uint64_t search_random(void);
void search_seed(uint64_t seed);

#endif
