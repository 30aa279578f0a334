/* SPDX-License-Identifier: MIT */
/*
 * For tests: the reports of valgrind kept in tests/captured, read and turned into findings.
 *
 * How they were made stands in captured/README.md.
 */
#ifndef RACELAB_CAPTURED_REPORT_H
#define RACELAB_CAPTURED_REPORT_H

#include "../harness/checkers/valgrind.h"

/* The bytes of captured/NAME.xml; owned by the caller.  Fails the test if it cannot be read. */
char *captured_bytes(const char *name, size_t *count);

/* Reads captured/NAME.xml; fails the test if that does not work. */
void captured_read(const char *name, struct vg_report *report);

/* What that tool's map makes of captured/NAME.xml, whose submission is /lab/OBJECT.so; two bodies.
 */
struct findings captured_findings(const struct vg_tool *tool, const char *name, const char *object);

/* The same of hand-written errors: XML of <error> elements only, submission /lab/lab.so. */
bool written_findings(const struct vg_tool *tool, const char *errors, struct findings *list,
		      char **error);

/* The finding whose message is that; NULL: none. */
const struct finding *find_message(const struct findings *list, const char *message);

#endif
