/* SPDX-License-Identifier: MIT */
/* What a person and what a program reads of a check: on results written by hand. */
#include "../harness/fold.h"
#include "../harness/report_json.h"
#include "../harness/report_text.h"
#include "made_results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

enum { STRESS, TSAN, HELGRIND, COUNT };

static char source[] = "/tmp/racelab-report-XXXXXX";
static const struct lab lab = {.title = "The hit counter"};
static struct subject subject = {
	.name = "01-hit-counter", .lab_dir = "labs/01-hit-counter", .lab = &lab};
static struct result results[COUNT];
static struct report report;

static int begin(void **state)
{
	static const char *const names[] = {"stress", "tsan", "helgrind"};

	(void)state;
	for (unsigned i = 0; i < COUNT; i++)
		results[i] = (struct result){.checker = names[i],
					     .status = STATUS_CLEAN,
					     .executions = 20,
					     .complete = true};
	report = (struct report){.subject = &subject,
				 .results = results,
				 .count = COUNT,
				 .verdict = VERDICT_FAIL,
				 .seed = 7,
				 .own = true,
				 .flags = ""};
	return 0;
}

static int end(void **state)
{
	(void)state;
	made_release(results, COUNT);
	return 0;
}

static int write_source(void **state)
{
	static const char text[] = "static long hits;\n\nvoid visit(void)\n{\n\thits++;\n}\n";
	int fd = mkstemp(source);

	(void)state;
	subject.source = source;
	return fd >= 0 && write(fd, text, sizeof text - 1) > 0 && close(fd) == 0 ? 0 : -1;
}

static int remove_source(void **state)
{
	(void)state;
	return unlink(source);
}

/* The text report, owned by the caller. */
static char *text_of(bool colored)
{
	struct paper paper;

	paper_init(&paper, colored);
	report_text(&paper, &report);
	return paper_take(&paper);
}

static void assert_has(const char *text, const char *part)
{
	if (text == NULL || strstr(text, part) == NULL)
		fail_msg("this has no \"%s\":\n%s", part, text != NULL ? text : "nothing");
}

static void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		fail_msg("this has \"%s\":\n%s", part, text);
}

static void a_finding_begins_as_editors_want_it(void **state)
{
	char line[128], *text;

	(void)state;
	made_race(&results[TSAN], 5, 5, "hits");
	text = text_of(false);
	snprintf(line, sizeof line, "\n%s:5:2: error: two threads, no order [data-race]\n", source);
	assert_has(text, line);
	snprintf(line, sizeof line, "\n%s:5:2: note: T2 writes hits in visit()\n", source);
	assert_has(text, line);
	free(text);
}

static void the_source_line_has_a_caret_under_the_column(void **state)
{
	char *text;

	(void)state;
	made_race(&results[TSAN], 5, 5, "hits");
	text = text_of(false);
	assert_has(text, "    5 | \thits++;\n      | \t^ T1 writes hits in visit()\n");
	free(text);
}

static void a_line_past_the_end_is_no_harm(void **state)
{
	char *text;

	(void)state;
	made_race(&results[TSAN], 500, 6, "hits");
	text = text_of(false);
	assert_has(text, ":500:2: error:");
	free(text);
}

static void a_file_that_is_not_the_subjects_is_named_but_not_shown(void **state)
{
	char *text;

	(void)state; /* as #line 1 "/etc/passwd" has it */
	made_place(made_finding(&results[STRESS], FINDING_ASSERTION, "2 visits, but 1"),
		   "/etc/passwd", 1, 1, NULL);
	text = text_of(false);
	assert_has(text, "\n/etc/passwd:1:1: error: 2 visits, but 1 [assertion]\n");
	assert_lacks(text, "root:");
	free(text);
}

static void what_several_saw_is_one_entry(void **state)
{
	char *text;

	(void)state;
	made_race(&results[TSAN], 5, 5, "hits");
	made_race(&results[HELGRIND], 5, 5, NULL);
	text = text_of(false);
	assert_has(text, "found by tsan, helgrind\n");
	assert_has(text, "[data-race]");
	assert_null(strstr(strstr(text, "[data-race]") + 1, "[data-race]"));
	free(text);
}

static void races_on_one_variable_are_one_entry_with_all_lines(void **state)
{
	struct folds folds;

	(void)state;
	made_race(&results[TSAN], 5, 5, "hits");
	made_race(&results[TSAN], 5, 9, "hits");
	made_race(&results[HELGRIND], 11, 9, "hits");
	made_race(&results[HELGRIND], 5, 9, "misses");
	folds_make(&folds, results, COUNT);
	assert_int_equal(folds.count, 2);
	assert_int_equal(folds.items[0].nseers, 2);
	assert_int_equal(folds.items[0].nalso, 2);
	assert_int_equal(folds.items[0].also[0]->spot.line, 9);
	assert_int_equal(folds.items[0].also[1]->spot.line, 11);
	folds_release(&folds);
}

static void a_known_false_alarm_comes_last_with_its_reason(void **state)
{
	struct finding *alarm;
	char *text;

	(void)state;
	alarm = made_race(&results[TSAN], 5, 5, "hits");
	alarm->known_false = true;
	alarm->reason = "The tool does not know this.";
	made_place(made_finding(&results[HELGRIND], FINDING_LOCK_MISUSE, "unlocked twice"), "lab.c",
		   3, 1, NULL);
	text = text_of(false);
	assert_has(text, ": false alarm: two threads, no order [data-race]\n");
	assert_has(text, "The tool does not know this.\n");
	assert_true(strstr(text, "unlocked twice") < strstr(text, "false alarm:"));
	free(text);
}

static void the_reference_stands_beside_the_submission(void **state)
{
	struct result reference[] = {{.checker = "tsan", .status = STATUS_CLEAN},
				     {.checker = "helgrind", .status = STATUS_CLEAN}};
	char *text;

	(void)state;
	made_race(&reference[1], 5, 5, "hits")->known_false = true;
	report.reference = reference;
	report.nreference = 2;
	text = text_of(false);
	assert_has(text, "reference\n");
	assert_has(text, "s  clean\n");
	assert_has(text, "s  1 known false alarm\n");
	made_release(reference, 2);
	free(text);
}

static void it_ends_with_what_to_type_next(void **state)
{
	char *text;

	(void)state;
	results[TSAN].status = STATUS_FAIL;
	text = text_of(false);
	assert_has(text, " check 01-hit-counter\n");
	assert_has(text, " tsan 01-hit-counter\n");
	assert_has(text, "labs/01-hit-counter/README.md\n");
	free(text);
	report.verdict = VERDICT_ERROR;
	text = text_of(false);
	assert_has(text, " doctor");
	free(text);
	report.verdict = VERDICT_NO_FAILURE_FOUND;
	text = text_of(false);
	assert_has(text, " list");
	free(text);
}

static void without_colour_there_is_no_escape_and_with_it_the_words_are_the_same(void **state)
{
	char *plain, *colored, *to;

	(void)state;
	made_race(&results[TSAN], 5, 5, "hits");
	plain = text_of(false);
	colored = text_of(true);
	assert_lacks(plain, "\033");
	assert_has(colored, "\033[1;31merror: \033[0m");
	to = colored;
	for (char *from = colored; *from != '\0';) {
		if (*from == '\033')
			from += strcspn(from, "m") + 1;
		else
			*to++ = *from++;
	}
	*to = '\0';
	assert_string_equal(plain, colored);
	free(plain);
	free(colored);
}

static void a_typical_report_fits_one_screen(void **state)
{
	char *text;
	unsigned lines = 0;

	(void)state;
	made_race(&results[TSAN], 5, 5, "hits");
	made_race(&results[HELGRIND], 5, 5, "hits");
	made_place(made_finding(&results[STRESS], FINDING_ASSERTION, "2 visits, but 1"),
		   "scenario.c", 4, 2, NULL);
	text = text_of(false);
	for (char *c = text; *c != '\0'; c++)
		lines += *c == '\n';
	assert_in_range(lines, 10, 24);
	free(text);
}

static void a_measure_shows_rate_interval_and_histogram(void **state)
{
	struct measure measure = {.scenario = "two visitors",
				  .runs = 1000000,
				  .failed = 48213,
				  .first_failure = 3,
				  .low = 47794,
				  .high = 48634,
				  .seconds = 0.5,
				  .outcomes = {{1, 48213}, {2, 951787}},
				  .noutcomes = 2,
				  .outcome_name = "final count"};
	struct paper paper;
	char *text;

	(void)state;
	paper_init(&paper, false);
	report_measure(&paper, &measure);
	text = paper_take(&paper);
	assert_has(
		text,
		"two visitors, noise none: 1,000,000 runs, 48,213 failed, 2,000,000 runs a second");
	assert_has(text, "failures per million: 48,213 (95 %: 47,794 to 48,634), first in run 3");
	assert_true(strstr(text, "951,787") > strstr(text, "     48,213\n"));
	assert_has(text, "######");
	free(text);
}

static json_t *json_of(void)
{
	char *text = report_json(&report);
	json_t *root = json_loads(text, 0, NULL);

	assert_non_null(root);
	free(text);
	return root;
}

/* The type of each member that DESIGN.md's version 1 names. */
static void assert_members(json_t *object, const char *const *names, const json_type *types)
{
	for (; *names != NULL; names++, types++) {
		json_t *member = json_object_get(object, *names);

		if (member == NULL || (json_typeof(member) != *types &&
				       !(*types == JSON_TRUE && json_is_false(member))))
			fail_msg("member %s is absent or of another type", *names);
	}
}

static void the_json_is_version_1_of_the_contract(void **state)
{
	static const char *const top[] = {"racelab", "subject", "verdict", "checkers", NULL};
	static const json_type top_types[] = {JSON_INTEGER, JSON_STRING, JSON_STRING, JSON_ARRAY};
	static const char *const checker[] = {"name",	  "status",  "executions", "complete",
					      "estimate", "seconds", "findings",   NULL};
	static const json_type checker_types[] = {JSON_STRING, JSON_STRING,  JSON_INTEGER,
						  JSON_TRUE,   JSON_INTEGER, JSON_REAL,
						  JSON_ARRAY};
	static const char *const finding[] = {"kind",	     "message", "expected",
					      "known_false", "places",	NULL};
	static const json_type finding_types[] = {JSON_STRING, JSON_STRING, JSON_TRUE, JSON_TRUE,
						  JSON_ARRAY};
	static const char *const place[] = {"file",   "line", "column", "function",
					    "thread", "role", NULL};
	static const json_type place_types[] = {JSON_STRING, JSON_INTEGER, JSON_INTEGER,
						JSON_STRING, JSON_STRING,  JSON_STRING};
	json_t *root, *it;

	(void)state;
	made_race(&results[TSAN], 5, 9, "hits")->expected = true;
	root = json_of();
	assert_members(root, top, top_types);
	assert_int_equal(json_integer_value(json_object_get(root, "racelab")), 1);
	assert_string_equal(json_string_value(json_object_get(root, "verdict")), "fail");
	assert_int_equal(json_array_size(json_object_get(root, "checkers")), COUNT);
	it = json_array_get(json_object_get(root, "checkers"), TSAN);
	assert_members(it, checker, checker_types);
	it = json_array_get(json_object_get(it, "findings"), 0);
	assert_members(it, finding, finding_types);
	assert_true(json_is_true(json_object_get(it, "expected")));
	assert_null(json_object_get(it, "witness"));
	it = json_array_get(json_object_get(it, "places"), 1);
	assert_members(it, place, place_types);
	assert_int_equal(json_integer_value(json_object_get(it, "line")), 9);
	json_decref(root);
}

static void bytes_that_are_no_text_do_not_spoil_the_json(void **state)
{
	json_t *root;

	(void)state;
	made_finding(&results[STRESS], FINDING_ASSERTION, "said \xff\x01 \"here\"");
	root = json_of();
	json_decref(root);
}

static void an_error_is_json_too(void **state)
{
	char *text = report_json_error("01-hit", "no such lab");
	json_t *root = json_loads(text, 0, NULL);

	(void)state;
	assert_string_equal(json_string_value(json_object_get(root, "verdict")), "error");
	assert_true(json_is_array(json_object_get(root, "checkers")));
	json_decref(root);
	free(text);
}

static void results_come_back_from_json_as_they_were(void **state)
{
	struct result *read;
	unsigned count;
	char *text, *again;

	(void)state;
	made_race(&results[TSAN], 5, 9, "hits")->known_false = true;
	results[TSAN].status = STATUS_FAIL;
	results[STRESS].status = STATUS_NO_FAILURE_FOUND;
	text = report_json_results(results, COUNT);
	assert_true(report_json_read(text, &read, &count));
	assert_int_equal(count, COUNT);
	again = report_json_results(read, count);
	assert_string_equal(text, again);
	made_release(read, count);
	free(read);
	free(text);
	free(again);
}

static void what_is_not_such_json_is_refused(void **state)
{
	static const char *const wrong[] = {
		"",
		"[]",
		"{}",
		"{\"checkers\":[{}]}",
		"{\"checkers\":[{\"name\":\"nobody\",\"status\":\"clean\"}]}",
		"{\"checkers\":[{\"name\":\"tsan\",\"status\":\"luck\"}]}",
	};
	struct result *read;
	unsigned count;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(report_json_read(wrong[i], &read, &count));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_finding_begins_as_editors_want_it),
		CASE(the_source_line_has_a_caret_under_the_column),
		CASE(a_line_past_the_end_is_no_harm),
		CASE(a_file_that_is_not_the_subjects_is_named_but_not_shown),
		CASE(what_several_saw_is_one_entry),
		CASE(races_on_one_variable_are_one_entry_with_all_lines),
		CASE(a_known_false_alarm_comes_last_with_its_reason),
		CASE(the_reference_stands_beside_the_submission),
		CASE(it_ends_with_what_to_type_next),
		CASE(without_colour_there_is_no_escape_and_with_it_the_words_are_the_same),
		CASE(a_typical_report_fits_one_screen),
		CASE(a_measure_shows_rate_interval_and_histogram),
		CASE(the_json_is_version_1_of_the_contract),
		CASE(bytes_that_are_no_text_do_not_spoil_the_json),
		CASE(an_error_is_json_too),
		CASE(results_come_back_from_json_as_they_were),
		CASE(what_is_not_such_json_is_refused),
	};

	return cmocka_run_group_tests(tests, write_source, remove_source);
}
