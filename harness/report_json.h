/* SPDX-License-Identifier: MIT */
/*
 * The report as JSON, version 1, for programs: the contract is DESIGN.md's.  Beyond it there are
 * "file", "seed", "seconds", "reference" at the top, "note" and "measures" of a checker, "reason",
 * "run" and "times" of a finding, and "object" and "callers" of a place.
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

/* Only the "checkers" member of a report: what reference.c keeps. */
char *report_json_results(const struct result *results, unsigned count);

/*
 * Reads such a text back: status, note, executions and findings with the line of each place.  A
 * known false alarm's reason is not read.  *results and what they own belong to the caller.
 * False: it is not such a text.
 */
bool report_json_read(const char *text, struct result **results, unsigned *count);

#endif
