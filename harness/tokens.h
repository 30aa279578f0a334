/* SPDX-License-Identifier: MIT */
/*
 * Remembers which program a token is of, so that the token alone is enough to see it again.
 *
 * One small file, ${XDG_STATE_HOME:-~/.local/state}/racelab/tokens, with the last few dozen.  A
 * convenience: where it cannot be kept nothing is said, and `replay` asks for the file.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_TOKENS_H
#define RACELAB_TOKENS_H

#include "subject.h"

void tokens_remember(const char *token, const struct subject *subject);

/* Which program a token is of. */
struct recalled {
	enum compiler compiler;
	const char *lab;	/* NULL: it is a whole program */
	const char *source;	/* of a lab */
	struct program program; /* if it is one */

	char *line, **files; /* owned; the rest points into them */
};

/* What was remembered; recalled_release() afterwards.  False: nothing. */
bool tokens_recall(const char *token, struct recalled *recalled);
void recalled_release(struct recalled *recalled);

#endif
