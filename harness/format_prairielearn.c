/* SPDX-License-Identifier: MIT */
/*
 * prairielearn: results.json as an external grader leaves it in /grade/results.
 *
 * What cannot be built is not gradable: there it costs no attempt.
 */
#include <stdlib.h>

#include "format.h"
#include "format_cases.h"
#include "format_words.h"
#include "jot.h"

/* PrairieLearn throws results of more than a megabyte away. */
#define MOST_BYTES 1000000
/* Of each string, at first: halved until all of it is short enough. */
#define MOST_OF_STRING 50000

static json_t *cut(const char *words, size_t most)
{
	char *short_enough = say_cut(words, most);
	json_t *value = jot_text(short_enough);

	free(short_enough);
	return value;
}

static json_t *test_json(const struct test_case *it, size_t most)
{
	json_t *test = jot_object();

	jot_put(test, "name", jot_text(it->name));
	jot_put(test, "description", jot_text(it->what));
	jot_put(test, "points", jot_number(it->points));
	jot_put(test, "max_points", jot_number(it->maximum));
	jot_put(test, "message", cut(it->message != NULL ? it->message : "", most));
	jot_put(test, "output", cut(it->words, most));
	return test;
}

static json_t *tests_json(const struct graded *graded, size_t most)
{
	json_t *tests = jot_array();
	struct test_cases cases;

	cases_make(&cases, graded);
	for (size_t i = 0; i < cases.count && graded->state == GRADED_CHECKED; i++)
		if (cases.items[i].mark != CASE_SKIP)
			jot_append(tests, test_json(&cases.items[i], most));
	cases_release(&cases);
	return tests;
}

static void write_within(struct text *text, const struct graded *graded, size_t most)
{
	json_t *root = jot_object();
	struct text message = {0};

	say_verdict(&message, graded);
	jot_put(root, "gradable", json_boolean(graded->state == GRADED_CHECKED));
	jot_put(root, "score",
		jot_number(graded->maximum > 0 ? graded->points / graded->maximum : 0));
	jot_put(root, "message", jot_taken(&message));
	if (graded->words != NULL)
		jot_put(root, "output", cut(graded->words, most));
	jot_put(root, "tests", tests_json(graded, most));
	jot_write(text, root);
}

static void one(struct text *text, const struct graded *graded)
{
	write_within(text, graded, MOST_OF_STRING);
	for (size_t most = MOST_OF_STRING / 2; text->length > MOST_BYTES && most > 100; most /= 2) {
		text_release(text);
		write_within(text, graded, most);
	}
}

FORMAT(prairielearn) = {
	.name = "prairielearn",
	.what = "PrairieLearn's results.json",
	.one = one,
};
