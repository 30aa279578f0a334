/* SPDX-License-Identifier: MIT */
/*
 * What is decided from the findings of all checkers: the one place where `fail` is said.
 *
 * A finding fails the submission unless the lab declares it a false alarm of that checker and no
 * checker for which it is not one reports the same: finding_same(), the same variable raced
 * on, the same two locks, or the deadlock that a lock order foretells (likeness.h).  A checker in
 * error makes the verdict `error` unless another has failed it already.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_VERDICT_H
#define RACELAB_VERDICT_H

#include "checkers/checker.h"
#include "subject.h"

enum verdict { VERDICT_FAIL, VERDICT_PROVED, VERDICT_NO_FAILURE_FOUND, VERDICT_ERROR };

/* The name used in output: "no-failure-found". */
const char *verdict_name(enum verdict verdict);

/* Exit status that says the same: 1, 0, 0, 2. */
int verdict_exit(enum verdict verdict);

/* What the lab declares of its starter for that checker and kind: the strongest of its rows. */
enum how_often verdict_declared(const struct lab *lab, const char *checker, enum finding_kind kind);

/*
 * As above, but what a run does (fail, leave work undone, hang, crash) any checker that runs the program may meet by
 * chance, so for those kinds another checker's row makes it SOMETIMES.
 */
enum how_often verdict_expects(const struct lab *lab, const char *checker, enum finding_kind kind);

/* Marks every finding (expected, known_false, reason), sets a result's status from them, decides.
 */
enum verdict verdict_decide(struct subject *subject, struct result *results, unsigned count);

#endif
