/* SPDX-License-Identifier: MIT */
/*
 * What this machine grants for confinement, found out by trying: the inner half of confine.h.
 *
 * Threads: any.
 */
#ifndef RACELAB_CONFINE_MEANS_H
#define RACELAB_CONFINE_MEANS_H

#include "confine.h"

struct confine_means {
	bool namespaces; /* by bubblewrap */
	bool filter;	 /* of system calls */
	bool users;	 /* we may become others: then each launch is a user of its own, */
	uint32_t group;	 /* of this group, which is also the first of so many users: */
};

#define CONFINE_USERS 64 /* more than launches at once */

/* NULL, and *error (owned by the caller): not even the least can be had. */
const struct confine_means *confine_means(char **error);

/* As confine_begin(), but with these means. */
bool confine_begin_with(const struct confine_means *means, const struct confine *confine,
			char *const *words, const char *const *environment,
			struct confined *confined, char **error);

/* Full path of a program in PATH, or of one that has a path already; owned by the caller; NULL:
 * none. */
char *confine_find(const char *program);

/* Full path of the warden; owned by the caller. */
char *confine_warden(void);

#endif
