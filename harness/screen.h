/* SPDX-License-Identifier: MIT */
/*
 * Screening: what a submission has that a lab's file must not have, found without running it.
 *
 *     screen_source.c   the text as it is, before any compiler sees it: what it is made of, what it
 * includes screen_expand.c   ... as the compiler sees it: its tokens after preprocessing, each with
 * its line screen_words.c    attributes, pragmas, assembler and builtins among those tokens
 *     screen_compare.c  whether they are the same however it is compiled
 *     screen_object.c   the symbols and sections of the object
 *     screen_names.c    which symbols may be used and which may be defined
 *
 * In this order; each relies on those before it.  What it costs is not decided here: a finding of
 * screening is a finding like others (verdict.h).
 *
 * Threads: any; a struct screening belongs to one at a time.
 */
#ifndef RACELAB_SCREEN_H
#define RACELAB_SCREEN_H

#include "checkers/checker.h"
#include "modelled.h"
#include "screen_expand.h"
#include "subject.h"

struct screening {
	struct subject *subject;
	struct result *result;
	struct modelled modelled;
	bool asks; /* its text has what may turn out otherwise when it is compiled otherwise */
};

/*
 * Adds an `unsupported` finding at that line of the submission (0: not known).  The message says
 * what is not allowed and why.  From the hundredth on they are not kept.
 */
void screen_find(struct screening *screening, unsigned line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* False: the text is such that no compiler should be given it; findings say why. */
bool screen_source(struct screening *screening);

void screen_words(struct screening *screening, const struct expansion *expansion);

/* False: *error (owned by the caller): it cannot be preprocessed in one of the ways. */
bool screen_compare(struct screening *screening, const struct expansion *plain, char **error);

/* Of the plain object; the expansion tells lines.  False: *error, as above: it cannot be read. */
bool screen_object(struct screening *screening, const char *object, const char *scenario,
		   const struct expansion *expansion, char **error);

#endif
