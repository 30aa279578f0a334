/* SPDX-License-Identifier: MIT */
/*
 * exercism, exercism-v3: results.json as an Exercism test runner writes it, in versions 2 and 3 of
 * its interface.  The third says to which task of the exercise a test belongs: here every scenario
 * is one.
 *
 * A runner must exit with 0 even where tests fail; `racelab check` does not, so its caller must.
 */
#include <stdlib.h>

#include "format.h"
#include "format_cases.h"
#include "format_words.h"
#include "jot.h"

#define MOST_OF_OUTPUT	500
#define MOST_OF_MESSAGE 65535

static json_t *cut(const char *words, size_t most)
{
	char *short_enough = say_cut(words, most);
	json_t *value = jot_text(short_enough);

	free(short_enough);
	return value;
}

static const char *status_of(const struct test_case *it)
{
	return it->mark == CASE_PASS ? "pass" : it->mark == CASE_ERROR ? "error" : "fail";
}

static json_t *test_json(const struct test_case *it, size_t number, int version)
{
	json_t *test = jot_object();

	jot_put(test, "name", jot_text(it->name));
	jot_put(test, "status", jot_text(status_of(it)));
	if (it->message != NULL)
		jot_put(test, "message", cut(it->words, MOST_OF_MESSAGE));
	jot_put(test, "output", cut(it->words, MOST_OF_OUTPUT));
	jot_put(test, "test_code", jot_text(it->command != NULL ? it->command : ""));
	if (version >= 3)
		jot_put(test, "task_id", json_integer((json_int_t)number));
	return test;
}

static json_t *tests_json(const struct graded *graded, int version)
{
	json_t *tests = jot_array();
	struct test_cases cases;

	cases_make(&cases, graded);
	for (size_t i = 0; i < cases.count; i++)
		if (cases.items[i].mark != CASE_SKIP)
			jot_append(tests, test_json(&cases.items[i], i + 1, version));
	cases_release(&cases);
	return tests;
}

static void write_version(struct text *text, const struct graded *graded, int version)
{
	enum graded_mark mark = graded_mark(graded);
	json_t *root = jot_object();

	jot_put(root, "version", json_integer(version));
	/* "error" is for what never ran, whoever is to blame. */
	if (graded->state != GRADED_CHECKED) {
		jot_put(root, "status", jot_text("error"));
		jot_put(root, "message",
			cut(graded->words != NULL ? graded->words : "nothing ran",
			    MOST_OF_MESSAGE));
		jot_put(root, "tests", jot_array());
	} else {
		jot_put(root, "status", jot_text(mark == MARK_PASS ? "pass" : "fail"));
		jot_put(root, "message", json_null());
		jot_put(root, "tests", tests_json(graded, version));
	}
	jot_write(text, root);
}

static void second(struct text *text, const struct graded *graded)
{
	write_version(text, graded, 2);
}

static void third(struct text *text, const struct graded *graded)
{
	write_version(text, graded, 3);
}

FORMAT(exercism) = {
	.name = "exercism",
	.what = "results.json of an Exercism test runner, version 2",
	.one = second,
};

FORMAT(exercism_v3) = {
	.name = "exercism-v3",
	.what = "the same, version 3: with tasks",
	.one = third,
};
