/* SPDX-License-Identifier: MIT */
/*
 * Reads the XML that Helgrind and DRD write (protocol 4) into the structures of valgrind_report.h.
 *
 * A report of a process that was killed ends in the middle: what was complete by then is kept, and
 * `finished` is false.  What is not XML at all is an error.  What the errors mean for a student is
 * not decided here but in each tool's own file.
 *
 * Threads: any; a report belongs to one thread at a time.
 */
#ifndef RACELAB_VALGRIND_XML_H
#define RACELAB_VALGRIND_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "valgrind_report.h"

/*
 * Reads a report from memory.  `name` stands in the message.  False: *error (owned by the caller)
 * says what is wrong in which line, and *report is empty.
 */
bool vg_report_parse(const char *xml, size_t bytes, const char *name, struct vg_report *report,
		     char **error);

/* The same from a file. */
bool vg_report_read(const char *path, struct vg_report *report, char **error);

#endif
