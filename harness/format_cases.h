/* SPDX-License-Identifier: MIT */
/*
 * A submission as a list of tests, as most graders want it: a test a scenario, or of a whole
 * program a test a checker.
 *
 * Threads: as graded.h.
 */
#ifndef RACELAB_FORMAT_CASES_H
#define RACELAB_FORMAT_CASES_H

#include "graded.h"

enum case_mark {
	CASE_PASS,
	CASE_FAIL,
	CASE_SKIP,  /* not run, and nobody's fault */
	CASE_ERROR, /* the harness's fault */
};

struct test_case {
	char *name;	  /* "two visitors", "explore"; owned, as are the other strings */
	char *what;	  /* one sentence about it */
	char *message;	  /* one line why it is no pass; NULL: it is one */
	char *words;	  /* all that there is to say, several lines */
	char *command;	  /* shows it again; NULL: nothing would */
	const char *kind; /* of the finding, "refused", "error"; NULL: a pass */
	const struct finding *finding; /* the one that cost most; NULL: none */
	enum case_mark mark;
	bool remark; /* the words say more than what the mark does */
	double points, maximum;
	double seconds;
};

struct test_cases {
	struct test_case *items;
	size_t count;
	size_t failed, errors, skipped; /* of them */
};

/* Never empty. */
void cases_make(struct test_cases *cases, const struct graded *graded);
void cases_release(struct test_cases *cases);

#endif
