/* SPDX-License-Identifier: MIT */
/*
 * For tests: submissions of a lab of three scenarios, "two visitors" (6 points), "strangers" (2)
 * and, too large for explore, "a busy day" (2), checked by results written by hand.
 */
#ifndef RACELAB_MADE_GRADED_H
#define RACELAB_MADE_GRADED_H

#include "../harness/graded.h"

/* The checkers of a made checking, in their order. */
enum { MADE_EXPLORE, MADE_STRESS, MADE_HELGRIND, MADE_CHECKERS };

/* Nothing found by any of them; explore has run both of its scenarios.  checking_release(). */
void made_checking(struct checking *checking);

/* One more finding of that checker, which now fails, in scenarios of that mask. */
struct finding *made_failing(struct checking *checking, unsigned checker, enum finding_kind kind,
			     uint64_t scenarios);

/* Decides the verdict and grades it, all scenarios asked for; takes the checking. */
void made_grade(struct graded *graded, struct checking *checking);

/*
 * A class of five: one passes, one has a race with a witness, one serialises and has a known false
 * alarm, one cannot be built, of one the harness cannot say.  Names and words are as hostile as
 * they can be.
 */
#define MADE_CLASS 5
void made_class(struct graded *list);
void made_class_release(struct graded *list);

/* What stands in the hostile ones' messages. */
extern const char made_hostile[];

#endif
