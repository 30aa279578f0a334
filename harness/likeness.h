/* SPDX-License-Identifier: MIT */
/*
 * How alike two findings are beyond finding_same(): whether they speak of the same variables or
 * locks, wherever in the source they were met.
 *
 * Threads: any.
 */
#ifndef RACELAB_LIKENESS_H
#define RACELAB_LIKENESS_H

#include <stdbool.h>

#include "finding.h"

/*
 * Are both races on one variable, or both about the order of the same two locks?  One such thing is
 * one repair, however many pairs of lines show it.
 */
bool likeness_one_repair(const struct finding *a, const struct finding *b);

/*
 * Is one a lock order and the other a deadlock of the same two locks?  The second is what the first
 * foretells, so it confirms it.
 */
bool likeness_foretold(const struct finding *a, const struct finding *b);

#endif
