/* SPDX-License-Identifier: MIT */
/*
 * Sampling: where the classes are too many to be seen one by one, a portfolio of random searches
 * takes turns at what they are each best at.
 *
 *	walk   at each event any thread that is ready, all alike
 *	pct    random priorities, changed at d - 1 random places: finds a bug of depth d in a run with
 *	       chance at least 1 / (n k^(d-1)), n threads, k events (Burckhardt, Kothari, Musuvathi,
 *	       Nagarakatte: A Randomized Scheduler with Probabilistic Guarantees, ASPLOS 2010)
 *	pos    random priorities of events, drawn anew for those that race with the one just run
 *	       (Yuan, Yang, Gu: Partial Order Aware Concurrency Sampling, CAV 2018)
 *	surw   threads by weight of the events that they have still to do, so that all interleavings of
 *	       the interesting ones are alike (Zhao and others: Selectively Uniform Concurrency
 *	       Testing, ASPLOS 2025)
 *
 * Each is a struct search in a file of its own; this deals out the executions.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_SAMPLE_H
#define RACELAB_SAMPLE_H

#include "search.h"

/* As many executions as the job says, by all of them in turn. */
void sample_all(void);

/* What the last executions were like: how many events each thread had, and how many in all. */
struct sample_profile {
	unsigned events;
	unsigned of_thread[THREADS];
	unsigned threads;
};

extern struct sample_profile sample_profile;

/* All threads that are ready, with what nobody can notice done first.  *local: one such thread. */
unsigned sample_ready(struct thread **list, struct thread **local);

#endif
