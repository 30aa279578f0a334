/* SPDX-License-Identifier: MIT */
/*
 * How many classes are there?  Told before they are searched, by walking a few times at random.
 *
 * A search with sleep sets alone (Godefroid 1996) ends each class once, and some executions in vain.
 * In its tree a random walk that at each place multiplies the number of branches is worth, on average,
 * the number of ends (Knuth: Estimating the Efficiency of Backtrack Programs, 1975); one that ends in
 * vain is worth nothing.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_PROBE_H
#define RACELAB_PROBE_H

/* The mean of some walks, and the standard error of it. */
void probe_classes(double *estimate, double *deviation);

#endif
