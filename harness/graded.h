/* SPDX-License-Identifier: MIT */
/*
 * A graded submission: who handed in what, what the checkers said of it, and how many of the lab's
 * points that leaves, scenario by scenario.  All formats (format.h) are written from it, and it
 * goes into JSON and back, so that a grade book keeps text and forgets nothing.
 *
 * How points are lost is graded_points.c's; whether a finding counts at all is verdict.h's.
 *
 * Threads: a submission belongs to one at a time; the rest is for the main thread.
 */
#ifndef RACELAB_GRADED_H
#define RACELAB_GRADED_H

#include "checking.h"
#include "report.h"

enum graded_state {
	GRADED_CHECKED, /* it ran, and the verdict is about it */
	GRADED_REFUSED, /* it cannot be built, or is no file: its author's to mend, and no points */
	GRADED_ERROR,	/* the harness or the machine failed: no grade at all */
};

/* One scenario of the lab. */
struct graded_part {
	char *name, *what;	    /* owned */
	bool native_only;	    /* explore leaves it to the others */
	bool left_out;		    /* another scenario was asked for */
	double points, maximum;	    /* in whole quarters, so exact */
	const struct finding *cost; /* the one that cost most, of the checking's; NULL: none did */
	const char *by;		    /* whose finding that is */
};

/* A text that findings point into.  Owned, as are both strings. */
struct graded_source {
	char *file; /* as findings and steps name it */
	char *text;
};

/* Zeroed is empty.  Strings are owned, and may be NULL where it says so. */
struct graded {
	char *student; /* NULL: nobody in particular */
	char *lab;     /* full name; a whole program's */
	char *title;   /* "The hit counter"; NULL: not known */
	char *source;  /* path of the file */
	char *folder;  /* the lab's, where scenario.c lies; NULL: a whole program, or not known */
	char *confinement; /* "full", "partial: why", "none"; NULL: not said */
	char *review; /* how the checkers contradict each other (cross_check.h); NULL: they do not */
	enum graded_state state;
	char *words; /* unless it was checked: the compiler's words, or what was wrong; else NULL */
	struct checking checking;  /* empty unless it was checked */
	struct checking reference; /* of the tools, beside it; empty: not known */
	uint64_t seed;
	bool own; /* the file is labs/LAB/lab.c itself */

	struct graded_part *parts; /* owned; none: a whole program, which has no points */
	size_t nparts;
	double points, maximum; /* of all parts */
	bool by_chance; /* points were lost to a checker that need not say the same again, and to no
			   other: a person should look */

	struct graded_source *sources; /* owned; the submission and what of its lab is named */
	size_t nsources;
};

/*
 * A checked submission: takes the checking over and counts the points.  scenario: only that one was
 * asked for; -1: all.  The subject may go afterwards.
 */
void graded_make(struct graded *graded, const struct subject *subject, struct checking *checking,
		 int scenario);

/*
 * One that was not checked.  lab may be a word that names none; description NULL: not known.  The
 * words are copied.
 */
void graded_refuse(struct graded *graded, enum graded_state state, const char *lab,
		   const struct lab *description, const char *source, const char *words);

/*
 * A subject could not be built: is it the file's fault?  GRADED_REFUSED if something known can be
 * built in its place, with the same compiler, flags and folder; else GRADED_ERROR: that is no zero.
 */
enum graded_state graded_blame(const struct subject *subject);

void graded_release(struct graded *graded);

/*
 * Counts the points anew from the checking's findings; graded_make() has done so.
 *
 * A scenario's points are had where no finding that fails comes from it.  A finding costs all of
 * them, unless the program is right and only goes about it badly: `dropped-work` costs three
 * quarters, `serialised` half, `busy-wait` a quarter; what is lost to several adds up to all at
 * most. Where the lab declares such a kind of its starter it is what was to be repaired, and costs
 * all. A finding of which no scenario is known costs in each.
 *
 * So that a file always gets the same: where a checker that is repeatable (screen, explore) has found
 * anything that fails, only such checkers count, and a scenario that is too large for explore is
 * had as far as the worst of the others, which say the same on a smaller scale.  Where they found
 * nothing the rest count: stress in the scenario at hand, a tool in all.
 */
void graded_score(struct graded *graded);

/* The part of its scenario that the finding costs, in quarters: 1 to 4. */
unsigned graded_quarters(const struct finding *finding);

/* Does that finding, of that checker, count in that part of this grade? */
bool graded_counts(const struct graded *graded, const struct result *by,
		   const struct finding *finding, size_t part);

/* "pass" with all points and nothing found; "fail"; "error" without a grade. */
enum graded_mark { MARK_PASS, MARK_FAIL, MARK_ERROR };
enum graded_mark graded_mark(const struct graded *graded);

/* "proved", "fail", ..., or "refused". */
const char *graded_verdict(const struct graded *graded);

/* Why a person should look at it, in a few words; "": nobody need. */
const char *graded_review(const struct graded *graded);

/* What report_text.h and report_json.h write: it lives as long as both, and is owned by neither. */
struct report graded_report(const struct graded *graded, const struct subject *subject);

/*
 * Keeps the text of the submission and of what findings and steps name of its lab or program, for
 * those who show lines of it when the files are gone; graded_make() does so.  Only files of the
 * subject's own are read: `#line 1 "/etc/shadow"` must not bring that file to light.
 */
void graded_keep_sources(struct graded *graded, const struct subject *subject);

/* Keeps one text, which is copied. */
void graded_keep_source(struct graded *graded, const char *file, const char *text);

/* A finding's file as a path from where the person stands; static until the next call. */
const char *graded_path(const struct graded *graded, const char *file);

/*
 * The whole as JSON: report_json.h's, with "student", "title", "folder", "confinement", "review",
 * "refused", "points", "maximum", "by_chance", "scenarios" (name, what, native_only, left_out,
 * points, maximum, lost_to, by) and "sources" (file, text) beside it.  Owned by the caller.
 */
char *graded_json(const struct graded *graded);

/* The same as a value of jansson's. */
struct json_t *graded_json_value(const struct graded *graded);

/*
 * Reads that back, points as they were.  False: *error (owned by the caller) says what is wrong
 * with the text.
 */
bool graded_read(const char *json, struct graded *graded, char **error);
bool graded_read_value(const struct json_t *root, struct graded *graded, char **error);

#endif
