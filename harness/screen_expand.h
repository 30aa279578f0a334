/* SPDX-License-Identifier: MIT */
/*
 * A submission as the compiler sees it: the tokens that preprocessing leaves of the file and of
 * lab.h, each with the submission's line that it comes from.
 *
 * What standard headers say is left out, unless a macro of the submission has put it there: such
 * tokens are `smuggled`.  Only gcc tells these apart, so it is gcc that is asked, whoever compiles
 * in the end.
 *
 * Threads: any; a struct expansion belongs to one at a time.
 */
#ifndef RACELAB_SCREEN_EXPAND_H
#define RACELAB_SCREEN_EXPAND_H

#include "screen_lex.h"
#include "subject.h"

struct expanded {
	struct lexeme it; /* its line is the submission's; of lab.h, and smuggled: the #include's */
	bool smuggled;
	bool pragma; /* it is one of a #pragma's, which ends before the next that begins */
};

struct expansion {
	struct lexer lexer;	/* has the bytes */
	struct expanded *items; /* owned */
	size_t count;
	bool endless; /* so long that nobody waited for its end: nothing is in it */
};

/*
 * Preprocesses the submission as the kit compiles it, by that compiler, with further flags
 * (NULL-ended; NULL: none).  False: *error (owned by the caller) holds the compiler's words.
 */
bool expand(const struct subject *subject, enum compiler compiler, bool instrumented,
	    const char *const *flags, struct expansion *expansion, char **error);

void expansion_release(struct expansion *expansion);

/* The first line where the name stands, 0: nowhere. */
unsigned expansion_line(const struct expansion *expansion, const char *name);

#endif
