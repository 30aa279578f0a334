/* SPDX-License-Identifier: MIT */
/*
 * junit: JUnit's XML as Jenkins, GitLab and most others read it: a suite a submission, a test case
 * a scenario.  A `failure` is the program's, an `error` the harness's.
 */
#include <stdlib.h>

#include "format.h"
#include "format_cases.h"
#include "format_words.h"
#include "xml.h"

static void add_number(struct text *text, const char *name, size_t number)
{
	text_printf(text, " %s=\"%zu\"", name, number);
}

static void add_seconds(struct text *text, double seconds)
{
	text_printf(text, " time=\"%.3f\"", seconds);
}

/* failure, error or skipped. */
static void add_outcome(struct text *text, const struct test_case *it)
{
	static const char *const names[] = {
		[CASE_FAIL] = "failure", [CASE_ERROR] = "error", [CASE_SKIP] = "skipped"};

	if (it->mark == CASE_PASS)
		return;
	text_printf(text, "   <%s", names[it->mark]);
	xml_attribute(text, "message", it->message);
	if (it->mark == CASE_SKIP) {
		text_printf(text, "/>\n");
		return;
	}
	xml_attribute(text, "type", it->kind);
	text_printf(text, ">");
	xml_text(text, it->words);
	text_printf(text, "</%s>\n", names[it->mark]);
}

static void add_case(struct text *text, const char *suite, const struct test_case *it)
{
	text_printf(text, "  <testcase");
	xml_attribute(text, "name", it->name);
	xml_attribute(text, "classname", suite);
	add_seconds(text, it->seconds);
	text_printf(text, ">\n");
	add_outcome(text, it);
	if (it->mark == CASE_PASS) {
		text_printf(text, "   <system-out>");
		xml_text(text, it->words);
		text_printf(text, "</system-out>\n");
	}
	text_printf(text, "  </testcase>\n");
}

static void add_suite(struct text *text, const struct graded *graded)
{
	char *name = graded->student != NULL ? format_string("%s.%s", graded->student, graded->lab)
					     : format_string("%s", graded->lab);
	struct test_cases cases;

	cases_make(&cases, graded);
	text_printf(text, " <testsuite");
	xml_attribute(text, "name", name);
	add_number(text, "tests", cases.count);
	add_number(text, "failures", cases.failed);
	add_number(text, "errors", cases.errors);
	add_number(text, "skipped", cases.skipped);
	add_seconds(text, graded->checking.seconds);
	text_printf(text, ">\n");
	for (size_t i = 0; i < cases.count; i++)
		add_case(text, name, &cases.items[i]);
	text_printf(text, " </testsuite>\n");
	cases_release(&cases);
	free(name);
}

static void add_sums(struct text *text, const struct graded *list, size_t count)
{
	size_t tests = 0, failed = 0, errors = 0;
	double seconds = 0;

	for (size_t i = 0; i < count; i++) {
		struct test_cases cases;

		cases_make(&cases, &list[i]);
		tests += cases.count;
		failed += cases.failed;
		errors += cases.errors;
		seconds += list[i].checking.seconds;
		cases_release(&cases);
	}
	add_number(text, "tests", tests);
	add_number(text, "failures", failed);
	add_number(text, "errors", errors);
	add_seconds(text, seconds);
}

static void many(struct text *text, const struct graded *list, size_t count)
{
	text_printf(text,
		    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"racelab\"");
	add_sums(text, list, count);
	text_printf(text, ">\n");
	for (size_t i = 0; i < count; i++)
		add_suite(text, &list[i]);
	text_printf(text, "</testsuites>\n");
}

static void one(struct text *text, const struct graded *graded)
{
	many(text, graded, 1);
}

FORMAT(junit) = {
	.name = "junit",
	.what = "JUnit's XML",
	.programs = true,
	.one = one,
	.many = many,
};
