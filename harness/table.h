/* SPDX-License-Identifier: MIT */
/*
 * The table lab x checker: what each checker found in each lab's starter and reference, for the end
 * of `demo` and, in a form that does not change with timing, for CHECKERS.md.
 *
 * Nothing is run here: cmd_demo.c runs.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_TABLE_H
#define RACELAB_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "checking.h"
#include "paper.h"

struct table_row {
	const char *name;      /* the lab's */
	const struct lab *lab; /* not owned */
	bool starter;	       /* else it is the reference */
	struct checking checking;
};

struct table {
	struct table_row *rows; /* owned, with their checkings */
	size_t count;
};

/* Appends a row and returns it; valid until the next call.  Never NULL. */
struct table_row *table_add(struct table *table);

void table_release(struct table *table);

/* For a terminal: as found, with marks where that is not as declared, and what the marks mean. */
void table_text(struct paper *paper, const struct table *table);

/*
 * Markdown with its marker lines, as declared findings were found: what comes by chance is printed
 * as "sometimes", met or not.  Owned by the caller.
 */
char *table_markdown(const struct table *table);

/* How many cells are not as the labs declare: an ALWAYS not met, a finding that no row foresees. */
unsigned table_surprises(const struct table *table);

/*
 * The text with the part between the marker lines (and the lines themselves) replaced; owned by the
 * caller.  NULL: it has no such lines.
 */
char *table_insert(const char *text, const char *markdown);

#define TABLE_BEGIN "<!-- table: begin (written by `make checkers`) -->"
#define TABLE_END   "<!-- table: end -->"

#endif
