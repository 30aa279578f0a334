/* SPDX-License-Identifier: MIT */
/*
 * The files that places name: as a student finds them, and their text.
 *
 * Which file a line belongs to is said by the submission's own debugging information, and so by its
 * author (`#line 1 "/etc/shadow"`): only what is the subject's own is read.
 *
 * Threads: report_path() for the main thread.
 */
#ifndef RACELAB_REPORT_SOURCE_H
#define RACELAB_REPORT_SOURCE_H

#include <stddef.h>

#include "subject.h"

/* Where that file lies, from here; static, until the next call.  NULL: "?". */
const char *report_path(const struct subject *subject, const char *file);

/* Its text, owned by the caller; NULL: it is none of the subject's, too large, or not there. */
char *report_source(const struct subject *subject, const char *file, size_t *size);

#endif
