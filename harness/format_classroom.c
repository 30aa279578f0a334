/* SPDX-License-Identifier: MIT */
/*
 * classroom: what a grader of GitHub Classroom hands to its reporter.  The step's output `result`
 * is this in base64; `racelab pack github` writes a workflow that does so.
 *
 * Annotations for the log and the diff are format_github.c's.
 */
#include "format.h"
#include "format_cases.h"
#include "jot.h"

static const char *const marks[] = {
	[CASE_PASS] = "pass", [CASE_FAIL] = "fail", [CASE_SKIP] = "pass", [CASE_ERROR] = "error"};

static json_t *test_json(const struct graded *graded, const struct test_case *it)
{
	const struct place *place =
		it->finding != NULL && it->finding->nplaces > 0 ? it->finding->places : NULL;
	json_t *test = jot_object();

	jot_put(test, "name", jot_printf("%s: %s", graded->lab, it->name));
	jot_put(test, "status", jot_text(marks[it->mark]));
	jot_put(test, "score", jot_number(it->points));
	jot_put(test, "message", jot_text(it->mark != CASE_PASS || it->remark ? it->words : NULL));
	jot_put(test, "test_code", jot_text(it->command));
	jot_put(test, "filename",
		jot_text(graded_path(graded, place != NULL ? place->spot.file : NULL)));
	jot_put(test, "line_no", json_integer(place != NULL ? place->spot.line : 0));
	jot_put(test, "duration", jot_number(it->seconds));
	return test;
}

static void add_tests(json_t *tests, const struct graded *graded)
{
	struct test_cases cases;

	cases_make(&cases, graded);
	for (size_t i = 0; i < cases.count; i++)
		jot_append(tests, test_json(graded, &cases.items[i]));
	cases_release(&cases);
}

static void many(struct text *text, const struct graded *list, size_t count)
{
	static const char *const names[] = {
		[MARK_PASS] = "pass", [MARK_FAIL] = "fail", [MARK_ERROR] = "error"};
	json_t *root = jot_object(), *tests = jot_array();
	enum graded_mark worst = MARK_PASS;
	double maximum = 0;

	for (size_t i = 0; i < count; i++) {
		enum graded_mark mark = graded_mark(&list[i]);

		worst = mark > worst ? mark : worst;
		maximum += list[i].maximum;
		add_tests(tests, &list[i]);
	}
	jot_put(root, "version", json_integer(1));
	jot_put(root, "status", jot_text(names[worst]));
	jot_put(root, "max_score", jot_number(maximum));
	jot_put(root, "tests", tests);
	jot_write(text, root);
}

static void one(struct text *text, const struct graded *graded)
{
	many(text, graded, 1);
}

FORMAT(classroom) = {
	.name = "classroom",
	.what = "GitHub Classroom's result, before base64",
	.one = one,
	.one_student = true,
	.many = many,
};
