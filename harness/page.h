/* SPDX-License-Identifier: MIT */
/*
 * A report as one HTML file that needs nothing else: of one submission, or of a class.
 *
 * How it looks and moves is harness/page/: page.html with its style and scripts, which make puts
 * into the binary.  Here the data is put into it, as JSON in a script element, which a browser
 * never runs; whatever a submission's author has written stays text.  What the data says is
 * graded_json_value()'s.
 *
 * Threads: any, after kit_init().
 */
#ifndef RACELAB_PAGE_H
#define RACELAB_PAGE_H

#include <jansson.h>

#include "text.h"

/* The page of the one report. */
void page_one(struct text *text, json_t *report);

/* The page of an array of them: a table, and each one's own page behind it. */
void page_class(struct text *text, json_t *reports);

#endif
