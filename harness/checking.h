/* SPDX-License-Identifier: MIT */
/*
 * One check: a subject is built and goes through a list of checkers, and the verdict is decided.
 *
 * This is not how a checker works (checkers/) nor how the outcome looks (report_*.h).
 *
 * Threads: for the main thread; it starts threads of its own and waits for them.
 */
#ifndef RACELAB_CHECKING_H
#define RACELAB_CHECKING_H

#include "checkers/checker.h"
#include "subject.h"
#include "verdict.h"

struct checking {
	struct result *results; /* one a checker, in the order given; owned */
	unsigned count;
	enum verdict verdict;
	double seconds;
};

/*
 * Those that only look come first; what they find unfit is not built, and the others are skipped.  Native
 * checkers run one after another, alone; the others two at a time (unless among_others).  Checkers that cannot
 * work here are skipped with their reason.  Native checkers get the first settings, tools the
 * second: what is frugal for one is much for the other.  False: the file could not be built, and nobody
 * who looked has found why; *error (owned by the caller) holds the compiler's words.
 */
bool checking_run(struct subject *subject, const struct settings *native,
		  const struct settings *tools, const struct checker *const *list, unsigned count,
		  struct checking *checking, char **error);

void checking_release(struct checking *checking);

/* Now, in seconds of a clock that only goes on. */
double checking_clock(void);

#endif
