/* SPDX-License-Identifier: MIT */
/*
 * What can be wrong with a machine so that checkers see less on it than they should.
 *
 * Each is looked for without running a checker; that checkers do find something is proved by
 * cmd_doctor.c.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_AILMENTS_H
#define RACELAB_AILMENTS_H

#include <stdbool.h>
#include <stddef.h>

struct ailment {
	char *what;   /* one sentence: what is so, and what it costs; owned */
	char *mend;   /* what to type or ask for; owned */
	bool weakens; /* a verdict; else it is only good to know */
};

struct ailments {
	struct ailment *items;
	size_t count;
	size_t looked; /* things looked at, ill or well */
};

/* Looks at everything. */
void ailments_find(struct ailments *ailments);

void ailments_release(struct ailments *ailments);

/*
 * What follows takes what it looks at as an argument, for the tests: true if a verdict would be
 * weaker.
 */

/* cgroup v2's cpu.max: "max 100000" or "50000 100000". */
bool ailments_quota_is_short(const char *cpu_max, double *processors);

/* One of the variables that change what a tool does, set to that (NULL: not set). */
bool ailments_variable_disturbs(const char *value);

#endif
