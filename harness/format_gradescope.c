/* SPDX-License-Identifier: MIT */
/*
 * gradescope: results.json as an autograder leaves it in /autograder/results.
 *
 * There is no score at the top: it would override the tests', whose sum is the grade.  Where the
 * harness failed there is no score at all, which Gradescope shows as a failed autograder, and not
 * as a grade of zero.
 */
#include "format.h"
#include "format_cases.h"
#include "format_words.h"
#include "jot.h"

static const char *status_of(enum case_mark mark)
{
	return mark == CASE_PASS ? "passed" : "failed";
}

static json_t *test_json(const struct graded *graded, const struct test_case *it, bool name_lab)
{
	json_t *test = jot_object();

	jot_put(test, "name",
		name_lab ? jot_printf("%s: %s", graded->lab, it->name) : jot_text(it->name));
	jot_put(test, "score", jot_number(it->points));
	jot_put(test, "max_score", jot_number(it->maximum));
	jot_put(test, "status", jot_text(status_of(it->mark)));
	jot_put(test, "output", jot_text(it->words));
	jot_put(test, "output_format", jot_text("text"));
	jot_put(test, "visibility", jot_text("visible"));
	return test;
}

static void add_tests(json_t *tests, const struct graded *graded, bool name_lab)
{
	struct test_cases cases;

	cases_make(&cases, graded);
	for (size_t i = 0; i < cases.count; i++)
		if (cases.items[i].mark != CASE_SKIP)
			jot_append(tests, test_json(graded, &cases.items[i], name_lab));
	cases_release(&cases);
}

static bool any_error(const struct graded *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].state == GRADED_ERROR)
			return true;
	return false;
}

static void many(struct text *text, const struct graded *list, size_t count)
{
	json_t *root = jot_object(), *tests = jot_array();
	struct text output = {0};
	double seconds = 0;

	for (size_t i = 0; i < count; i++) {
		say_verdict(&output, &list[i]);
		if (list[i].words != NULL)
			text_printf(&output, "\n%s\n", list[i].words);
		seconds += list[i].checking.seconds;
		if (!any_error(list, count))
			add_tests(tests, &list[i], count > 1);
	}
	jot_put(root, "output", jot_taken(&output));
	jot_put(root, "output_format", jot_text("text"));
	jot_put(root, "test_output_format", jot_text("text"));
	jot_put(root, "visibility", jot_text("visible"));
	jot_put(root, "stdout_visibility", jot_text("hidden"));
	jot_put(root, "execution_time", jot_number(seconds));
	jot_put(root, "tests", tests);
	jot_write(text, root);
}

static void one(struct text *text, const struct graded *graded)
{
	many(text, graded, 1);
}

FORMAT(gradescope) = {
	.name = "gradescope",
	.what = "Gradescope's results.json",
	.one = one,
	.one_student = true,
	.many = many,
};
