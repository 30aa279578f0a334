/* SPDX-License-Identifier: MIT */
/*
 * Do the checkers contradict each other?  Each runs the program in processes of its own, explore on a
 * scheduler of its own; what one says and another disproves is for a person to look at: a fault of
 * ours, or a program that tells who is watching it.
 *
 * Threads: any.
 */
#ifndef RACELAB_CROSS_CHECK_H
#define RACELAB_CROSS_CHECK_H

#include "checkers/checker.h"

/* In words, owned by the caller; NULL: they do not.  Somebody found what explore did not, or: */
char *cross_check(const struct result *results, unsigned count);

/*
 * ... a real run came to an outcome that explore, which has seen every order, never saw.  Only of
 * programs in which it found nothing wrong, and that ask for no atomics weaker than it takes them
 * for: else a processor may do what no order of the program's steps explains.
 */
char *cross_check_outcomes(const struct result *results, unsigned count);

#endif
