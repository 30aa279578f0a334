/* SPDX-License-Identifier: MIT */
/*
 * The table of all options: how each is typed, what its value may be, what help says of it.
 *
 * How a command line is taken apart is not here but in options.c.
 *
 * Threads: read-only.
 */
#ifndef RACELAB_OPTION_ROWS_H
#define RACELAB_OPTION_ROWS_H

#include "options.h"

struct option_row {
	const char *name, *alias; /* long names; alias may be NULL */
	char letter;		  /* 0: none */
	const char *value;	  /* its name in help; NULL: the option takes none */
	/* False: *error (owned by the caller) says what is wrong with the value and what is right.
	 */
	bool (*set)(struct options *options, const char *value, char **error);
	const char *help;
};

/* By enum option_id. */
extern const struct option_row option_rows[OPTION_IDS];

#endif
