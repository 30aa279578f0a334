/* SPDX-License-Identifier: MIT */
/*
 * What the tools say of a lab's reference solution under the same settings, so that a submission's
 * findings can be set beside it.
 *
 * The answer is kept below ${XDG_CACHE_HOME:-~/.cache}/racelab/, named by a hash of everything that
 * it hangs on: the files, the settings, the runners.  Where nothing can be kept it is found out
 * anew. Native checkers are not asked: of a right program they only say that nothing failed.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_REFERENCE_H
#define RACELAB_REFERENCE_H

#include "checking.h"

/*
 * Fills in *reference (checking_release) for the tools among the list.  False: there is no
 * reference solution here, or it could not be checked; the check of the submission goes on without.
 */
bool reference_results(const struct subject *subject, const struct settings *settings,
		       const struct checker *const *list, unsigned count,
		       struct checking *reference);

/* Path of that lab's reference solution, owned by the caller; NULL: none is here. */
char *reference_path(const char *lab);

#endif
