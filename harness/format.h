/* SPDX-License-Identifier: MIT */
/*
 * A format: a way to write graded submissions for a program that reads them.  One format_*.c file,
 * one descriptor struct at its end.
 *
 * How to add one: write its file, end it with FORMAT(name) = { ... }.  Nothing lists formats: the
 * linker gathers them, and --format, its help and the suggestion for a mistyped name come from the
 * same table.  Text for a person is none of them: it is report_text.h's.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_FORMAT_H
#define RACELAB_FORMAT_H

#include "graded.h"
#include "text.h"

struct format {
	const char *name;
	const char *what; /* who reads it, in a few words, for help */
	bool programs;	  /* makes sense of a whole program too, which has no points */
	/* Writes one submission. */
	void (*one)(struct text *text, const struct graded *graded);
	bool one_student; /* `many` are one student's labs; else a whole class */
	/* Writes any number of them, also none; NULL: it holds one by its nature. */
	void (*many)(struct text *text, const struct graded *list, size_t count);
};

#define FORMAT(id)                                                                                 \
	static const struct format id;                                                             \
	static const struct format *const id##_registered                                          \
		__attribute__((used, section("racelab_formats"))) = &id;                           \
	static const struct format id

/* All formats in the alphabet's order; *count of them.  The array is static. */
const struct format *const *formats(unsigned *count);

/* NULL if there is none of that name. */
const struct format *format_find(const char *name);

/*
 * The one of that name, or NULL for "text".  False: *error (owned by the caller) names the nearest.
 */
bool format_choose(const char *name, const struct format **format, char **error);

/*
 * Does it hold these, of which only the students' names are asked?  False: *error (owned by the
 * caller) says why not, and which do.
 */
bool format_holds(const struct format *format, const struct graded *list, size_t count,
		  char **error);

/*
 * Writes any number of submissions.  False: as format_holds().
 */
bool format_write(const struct format *format, const struct graded *list, size_t count,
		  struct text *text, char **error);

/* Words for `racelab help formats`, on stdout. */
void format_help(void);

/* "text, autolab, ...": static. */
const char *format_names(void);

#endif
