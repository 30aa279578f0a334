/* SPDX-License-Identifier: MIT */
/*
 * The report as JSON, version 1, for programs: the contract is DESIGN.md's.  Beyond it there are
 * "file", "seed", "seconds", "reference" at the top, "note" and "measures" of a checker, "reason",
 * "run", "times" and "scenarios" (numbers from 1) of a finding, "object" and "callers" of a place,
 * of a step "function", "object", "shown" (its value as a person reads it) and "holds" (the locks
 * that its thread has after it), and "entries" at the top, which report_parts.h explains.  What a
 * grade adds is graded.h's.
 *
 * Threads: any.
 */
#ifndef RACELAB_REPORT_JSON_H
#define RACELAB_REPORT_JSON_H

#include "report.h"

/* The whole text with a newline at its end; owned by the caller. */
char *report_json(const struct report *report);

/* The text for a check that could not be made; subject as it was typed. */
char *report_json_error(const char *subject, const char *message);

/* The same two before they are text; jansson's json_t, owned by the caller. */
struct json_t *report_json_value(const struct report *report);
struct json_t *report_json_error_value(const char *subject, const char *message);

/* Text of it, which it takes; owned by the caller. */
char *report_json_dump(struct json_t *root);

/* Only the "checkers" member of a report: what reference.c keeps. */
char *report_json_results(const struct result *results, unsigned count);

/*
 * Reads such a text back: all that is in it.  A schedule's turns are not, but its token.  *results and what they own belong to the caller.  False: it is not such a
 * text.
 */
bool report_json_read(const char *text, struct result **results, unsigned *count);

/* The same of what jansson has read already. */
bool report_json_read_value(const struct json_t *root, struct result **results, unsigned *count);

#endif
