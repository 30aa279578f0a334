/* SPDX-License-Identifier: MIT */
/*
 * How often a program fails, and how sure that is.
 *
 * Threads: any.
 */
#ifndef RACELAB_RATE_H
#define RACELAB_RATE_H

#include <stdint.h>

/*
 * The exact 95 % confidence interval of a proportion (Clopper and Pearson, Biometrika 1934), in
 * failures per million runs.  runs 0: everything is possible, 0 to 1,000,000.
 */
void rate_interval(uint64_t failed, uint64_t runs, double *low, double *high);

#endif
