/* SPDX-License-Identifier: MIT */
/*
 * What several formats say in the same words, as plain text: a finding, what became of a scenario,
 * the whole of a grade.
 *
 * Threads: as graded.h.
 */
#ifndef RACELAB_FORMAT_WORDS_H
#define RACELAB_FORMAT_WORDS_H

#include "graded.h"
#include "text.h"

/* "T1 reads hits": what happens at a place; "" where nothing is known of it.  Owned by the caller.
 */
char *say_place(const struct place *place);

/* The message; never NULL. */
const char *say_message(const struct finding *finding);

/* One line with file and line in front and the kind behind; then its places and its replay. */
void say_finding(struct text *text, const struct graded *graded, const struct finding *finding);

/* All that was lost in a scenario, or that nothing was; ends with a newline. */
void say_part(struct text *text, const struct graded *graded, size_t part);

/* A line where it ran less confined than was asked for; else nothing. */
void say_confinement(struct text *text, const struct graded *graded);

/* The verdict in a sentence, and the points. */
void say_verdict(struct text *text, const struct graded *graded);

/* Verdict and all scenarios; what was wrong with one that did not run. */
void say_all(struct text *text, const struct graded *graded);

/* The one finding that a table has room for; NULL: none fails. */
const struct finding *say_foremost(const struct graded *graded);

/* Cut after so many bytes, at a whole character, with a notice that it was; owned by the caller. */
char *say_cut(const char *words, size_t most);

/* "7.5"; static until the next call but three. */
const char *say_points(double points);

/* Did all points of the scenario remain, in a submission that was checked? */
bool say_passed(const struct graded *graded, size_t part);

/* The command that shows a scenario's outcome again; owned by the caller. */
char *say_command(const struct graded *graded, size_t part);

#endif
