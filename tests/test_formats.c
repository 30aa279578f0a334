/* SPDX-License-Identifier: MIT */
/*
 * Every format, given to a reader that was not written here: a validator of JSON schemas, of XML
 * schemas, perl's reader of TAP, python's of CSV.
 *
 * What is written is hostile as can be (made_graded.h), so that a validator also sees what escaping
 * has to bear.  Where a published schema is no package, its rules stand in tests/schemas.
 */
#include "../harness/files.h"
#include "../harness/format.h"
#include "../harness/kit.h"
#include "../harness/labs.h"
#include "../harness/program.h"
#include "../harness/text.h"
#include "made_folder.h"
#include "made_graded.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>
#include <jansson.h>

#define PYTHON "/usr/bin/python3 -W ignore" /* Debian's, which has its packages */

static struct graded class[MADE_CLASS];
static struct text text; /* the last that was written */

static const char *folder;

static int begin(void **state)
{
	made_class(class);
	if (made_folder_begin(state) != 0)
		return -1;
	folder = made_path(NULL);
	return 0;
}

static int end(void **state)
{
	made_class_release(class);
	text_release(&text);
	return made_folder_end(state);
}

/* Many a file: valid until the fourth call after it. */
static const char *in_folder(const char *name)
{
	static char paths[4][PATH_MAX];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static const char *put(const char *name, const char *content)
{
	const char *path = in_folder(name);

	assert_true(files_write(path, content, strlen(content)));
	return path;
}

static const char *schema(const char *name)
{
	static char path[PATH_MAX];

	snprintf(path, sizeof path, "%.4000s/../tests/schemas/%s", kit_include_dir(), name);
	return path;
}

static const struct format *named(const char *name)
{
	const struct format *format = format_find(name);

	assert_non_null(format);
	return format;
}

static const char *write_one(const char *name, const struct graded *graded)
{
	text_release(&text);
	named(name)->one(&text, graded);
	return text.bytes;
}

static const char *write_class(const char *name)
{
	char *error;

	text_release(&text);
	assert_true(format_write(named(name), class, MADE_CLASS, &text, &error));
	return text.bytes;
}

/* Exit status of a line for the shell. */
static int status_of(const char *command)
{
	int status = system(command);

	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static bool schema_takes(const char *name, const char *json)
{
	const char *path = put("it.json", json);
	char *command = format_string(PYTHON " -m jsonschema -i '%s' '%s' >'%s' 2>&1", path,
				      schema(name), in_folder("said"));
	bool taken = status_of(command) == 0;

	free(command);
	return taken;
}

static void assert_schema_takes(const char *name, const char *json)
{
	size_t count;

	if (!schema_takes(name, json))
		fail_msg("%s: %s\n%s", name, files_read(in_folder("said"), &count), json);
}

static json_t *parsed(const char *json)
{
	json_error_t wrong;
	json_t *root = json_loads(json, 0, &wrong);

	if (root == NULL)
		fail_msg("%s in line %d of %s", wrong.text, wrong.line, json);
	return root;
}

/* ---- the registry ---- */

static void a_name_that_is_none_gets_the_nearest(void **state)
{
	const struct format *format;
	char *error = NULL;

	(void)state;
	assert_true(format_choose("text", &format, &error));
	assert_null(format);
	assert_true(format_choose("junit", &format, &error));
	assert_ptr_equal(format, format_find("junit"));
	assert_false(format_choose("gradescop", &format, &error));
	assert_non_null(strstr(error, "did you mean 'gradescope'?"));
	free(error);
	assert_false(format_choose("ZZZZZZ", &format, &error));
	assert_non_null(strstr(error, "choose from: text, "));
	free(error);
}

static void a_format_for_one_refuses_a_class(void **state)
{
	unsigned count, refused = 0;
	const struct format *const *all = formats(&count);

	(void)state;
	for (unsigned i = 0; i < count; i++) {
		struct text it = {0};
		char *error = NULL;
		bool holds = all[i]->many != NULL && !all[i]->one_student;

		assert_int_equal(format_write(all[i], class, MADE_CLASS, &it, &error), holds);
		assert_int_equal(error != NULL, !holds);
		refused += !holds;
		assert_true(format_write(all[i], class, 1, &it, &error));
		free(error);
		text_release(&it);
	}
	assert_true(refused >= 3);
}

static void no_submission_at_all_is_still_a_document(void **state)
{
	static const char *const names[] = {"sarif", "gitlab", NULL};
	char *error;

	(void)state;
	for (const char *const *name = names; *name != NULL; name++) {
		char *file = format_string("%s.json", *name);

		text_release(&text);
		assert_true(format_write(named(*name), NULL, 0, &text, &error));
		assert_schema_takes(file, text.bytes);
		free(file);
	}
}

/* ---- JSON with a schema ---- */

static void each_state_fits_the_schema(void **state)
{
	static const char *const names[] = {"gradescope",  "classroom", "exercism",
					    "exercism-v3", "check50",	"prairielearn",
					    "gitlab",	   "sarif",	NULL};

	(void)state;
	for (const char *const *name = names; *name != NULL; name++) {
		char *file = format_string("%s.json", *name);

		for (size_t i = 0; i < MADE_CLASS; i++)
			assert_schema_takes(file, write_one(*name, &class[i]));
		free(file);
	}
}

static void a_class_fits_the_schema(void **state)
{
	(void)state;
	assert_schema_takes("gitlab.json", write_class("gitlab"));
	assert_schema_takes("sarif.json", write_class("sarif"));
}

/* A schema that takes anything would prove nothing. */
static void the_schemas_refuse_what_is_spoilt(void **state)
{
	static const struct {
		const char *format, *part, *instead;
	} spoilt[] = {
		{"gradescope", "\"max_score\": 6,", ""},
		{"gradescope", "\"passed\"", "\"good\""},
		{"classroom", "\"version\": 1", "\"version\": 2"},
		{"classroom", "\"duration\"", "\"durations\""},
		{"exercism", "\"test_code\"", "\"testcode\""},
		{"exercism-v3", "\"task_id\": 1", "\"task_id\": 0"},
		{"check50", "\"two_visitors\"", "\"two visitors\""},
		{"prairielearn", "\"score\": 1", "\"score\": 2"},
		{"sarif", "\"2.1.0\"", "\"2.2.0\""},
		{"sarif", "\"driver\"", "\"drivers\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
		const char *good = write_one(spoilt[i].format, &class[0]);
		const char *at = strstr(good, spoilt[i].part);
		char *file = format_string("%s.json", spoilt[i].format), *bad;

		assert_non_null(at);
		bad = format_string("%.*s%s%s", (int)(at - good), good, spoilt[i].instead,
				    at + strlen(spoilt[i].part));
		if (schema_takes(file, bad))
			fail_msg("%s takes %s", file, bad);
		free(bad);
		free(file);
	}
}

static double sum_of(const json_t *tests, const char *name)
{
	double sum = 0;
	json_t *test;
	size_t i;

	json_array_foreach(tests, i, test)
		sum += json_number_value(json_object_get(test, name));
	return sum;
}

static void the_points_are_the_sum_that_the_reader_makes(void **state)
{
	static const struct {
		const char *format, *points, *maximum;
	} readers[] = {{"gradescope", "score", "max_score"},
		       {"prairielearn", "points", "max_points"},
		       {"classroom", "score", NULL}};

	(void)state;
	for (size_t r = 0; r < 3; r++)
		for (size_t i = 0; i < 3; i++) {
			json_t *root = parsed(write_one(readers[r].format, &class[i]));
			const json_t *tests = json_object_get(root, "tests");

			assert_true(sum_of(tests, readers[r].points) == class[i].points);
			if (readers[r].maximum != NULL)
				assert_true(sum_of(tests, readers[r].maximum) == 10);
			json_decref(root);
		}
}

static void an_error_of_the_harness_is_no_grade(void **state)
{
	json_t *root;

	(void)state;
	root = parsed(write_one("gradescope", &class[4]));
	assert_null(json_object_get(root, "score"));
	assert_int_equal(json_array_size(json_object_get(root, "tests")), 0);
	json_decref(root);
	root = parsed(write_one("prairielearn", &class[4]));
	assert_true(json_is_false(json_object_get(root, "gradable")));
	json_decref(root);
	assert_null(strstr(write_one("autolab", &class[4]), "\"scores\""));
	assert_non_null(strstr(write_one("tap", &class[4]), "Bail out!"));
}

static void autolab_reads_the_last_line(void **state)
{
	const char *words, *last;
	json_t *root;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		words = write_one("autolab", &class[i]);
		assert_int_equal(words[strlen(words) - 1], '\n');
		text.bytes[text.length - 1] = '\0';
		last = strrchr(words, '\n') + 1;
		assert_schema_takes("autolab.json", last);
		root = parsed(last);
		assert_true(json_number_value(json_object_get(json_object_get(root, "scores"),
							      "01-a-lab")) == class[i].points);
		json_decref(root);
	}
}

static void long_words_are_cut_where_the_reader_has_no_room(void **state)
{
	struct checking checking;
	struct graded graded;
	struct finding *deadlock;

	(void)state;
	made_checking(&checking);
	deadlock = made_failing(&checking, MADE_EXPLORE, FINDING_DEADLOCK, 1);
	free(deadlock->message);
	deadlock->message = calloc(1, 2000001);
	assert_non_null(deadlock->message);
	/* Each becomes six bytes of JSON. */
	memset(deadlock->message, '\001', 2000000);
	made_grade(&graded, &checking);
	assert_schema_takes("exercism.json", write_one("exercism", &graded));
	assert_schema_takes("prairielearn.json", write_one("prairielearn", &graded));
	assert_true(text.length < 1000000);
	graded_release(&graded);
}

/* ---- SARIF's own ---- */

static json_t *sarif_result(const json_t *root, size_t index)
{
	const json_t *run = json_array_get(json_object_get(root, "runs"), 0);

	return json_array_get(json_object_get(run, "results"), index);
}

static const char *string_at(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void a_witness_is_a_thread_flow_a_thread(void **state)
{
	json_t *root, *result, *flows, *first, *kinds;

	(void)state;
	root = parsed(write_one("sarif", &class[1]));
	result = sarif_result(root, 0);
	assert_string_equal(string_at(result, "ruleId"), "data-race");
	assert_int_equal(json_array_size(json_object_get(result, "relatedLocations")), 2);
	flows = json_object_get(json_array_get(json_object_get(result, "codeFlows"), 0),
				"threadFlows");
	assert_int_equal(json_array_size(flows), 2);
	assert_string_equal(string_at(json_array_get(flows, 0), "id"), "T1");
	assert_string_equal(string_at(json_array_get(flows, 1), "id"), "T2");
	first = json_array_get(json_object_get(json_array_get(flows, 0), "locations"), 0);
	assert_string_equal(json_string_value(json_array_get(json_object_get(first, "kinds"), 0)),
			    "acquire");
	first = json_array_get(json_object_get(json_array_get(flows, 0), "locations"), 1);
	assert_string_equal(json_string_value(json_array_get(json_object_get(first, "kinds"), 0)),
			    "release");
	assert_int_equal(json_integer_value(json_object_get(first, "executionOrder")), 3);
	assert_string_equal(
		string_at(json_object_get(json_object_get(first, "state"), "hits"), "text"), "-1");
	first = json_array_get(json_object_get(json_array_get(flows, 1), "locations"), 0);
	kinds = json_object_get(first, "kinds");
	assert_string_equal(json_string_value(json_array_get(kinds, json_array_size(kinds) - 1)),
			    "danger");
	json_decref(root);
}

static void a_known_false_alarm_is_for_review(void **state)
{
	json_t *root, *result;

	(void)state;
	root = parsed(write_one("sarif", &class[2]));
	result = sarif_result(root, 0);
	assert_string_equal(string_at(result, "kind"), "fail");
	result = sarif_result(root, 1);
	assert_string_equal(string_at(result, "ruleId"), "lock-order");
	assert_string_equal(string_at(result, "kind"), "review");
	assert_string_equal(string_at(result, "level"), "none");
	json_decref(root);
}

/* Of a race between lines `first` and `second` of a file with that text. */
static char *print_of(const char *source, unsigned first, unsigned second)
{
	struct checking checking;
	struct graded graded;
	struct finding *race;
	json_t *root;
	char *print;

	made_checking(&checking);
	race = made_failing(&checking, MADE_EXPLORE, FINDING_DATA_RACE, 1);
	finding_add_place(race)->spot.line = first;
	finding_add_place(race)->spot.line = second;
	for (size_t i = 0; i < 2; i++)
		race->places[i].spot.file = format_string("lab.c");
	made_grade(&graded, &checking);
	free(graded.source);
	graded.source = format_string("%s", put("lab.c", source));
	root = parsed(write_one("sarif", &graded));
	print = format_string(
		"%s", string_at(json_object_get(sarif_result(root, 0), "partialFingerprints"),
				"primaryLocationLineHash"));
	json_decref(root);
	graded_release(&graded);
	return print;
}

static void a_fingerprint_outlives_moved_lines_and_not_changed_ones(void **state)
{
	char *one, *other;

	(void)state;
	one = print_of("int a;\nhits++;\nreturn hits;\n", 2, 3);
	other = print_of("int a;\nint b;\n\n\thits ++;\n  return hits;\n", 5, 4);
	assert_string_equal(one, other);
	free(other);
	other = print_of("int a;\nhits--;\nreturn hits;\n", 2, 3);
	assert_string_not_equal(one, other);
	free(other);
	free(one);
}

static void paths_are_uris(void **state)
{
	(void)state;
	write_one("sarif", &class[1]);
	assert_non_null(strstr(text.bytes, "\"hand%20ins/a%2Cb%3Ac.c\""));
}

/* ---- XML, TAP, CSV, GitHub ---- */

static bool xml_is_valid(const char *xml)
{
	const char *path = put("it.xml", xml);
	char *command = format_string("xmllint --nonet --noout --schema '%s' '%s' >'%s' 2>&1",
				      schema("junit.xsd"), path, in_folder("said"));
	bool valid = status_of(command) == 0;

	free(command);
	return valid;
}

static void junit_is_valid_xml(void **state)
{
	size_t count;

	(void)state;
	for (size_t i = 0; i < MADE_CLASS; i++)
		if (!xml_is_valid(write_one("junit", &class[i])))
			fail_msg("%s\n%s", files_read(in_folder("said"), &count), text.bytes);
	if (!xml_is_valid(write_class("junit")))
		fail_msg("%s\n%s", files_read(in_folder("said"), &count), text.bytes);
	assert_non_null(strstr(text.bytes, "failures=\"7\" errors=\"3\""));
	*strstr(text.bytes, "failures=") = 'F';
	assert_false(xml_is_valid(text.bytes));
}

/* tests run, passed, problems of form: as perl's reader counts them. */
static void assert_tap(const char *tap, int run, int passed, int problems)
{
	static const char script[] =
		"use TAP::Parser; local $/; open F, '<', $ARGV[0]; "
		"my $p = TAP::Parser->new({tap => scalar <F>}); $p->run; "
		"my @e = $p->parse_errors; print STDERR \"@e\\n\"; "
		"exit !($p->tests_run == $ARGV[1] && $p->passed == $ARGV[2] && @e == $ARGV[3])";
	const char *path = put("it.tap", tap), *reader = put("read.pl", script);
	char *command = format_string("perl '%s' '%s' %d %d %d 2>/dev/null", reader, path, run,
				      passed, problems);

	if (status_of(command) != 0)
		fail_msg("perl reads something else in\n%s", tap);
	free(command);
}

static void tap_is_read_by_perl(void **state)
{
	static const int passed[] = {3, 1, 1, 0};

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_tap(write_one("tap", &class[i]), 3, passed[i], 0);
	assert_tap(write_class("tap"), 3 * MADE_CLASS, 5, 0);
	assert_tap("TAP version 13\n1..2\nok 1\n", 1, 1, 1);
}

static void csv_is_read_by_python_and_harmless_in_a_spreadsheet(void **state)
{
	static const char script[] =
		"import csv, sys\n"
		"rows = list(csv.DictReader(open(sys.argv[1], newline='', errors='replace')))\n"
		"assert len(rows) == 5, len(rows)\n"
		"assert all(None not in r and None not in r.values() for r in rows)\n"
		"assert [r['points'] for r in rows] == ['10', '2', '8', '0', ''], rows\n"
		"assert [r['verdict'] for r in rows] == ['proved', 'fail', 'fail', 'refused', "
		"'error']\n"
		"assert rows[1]['student'][:5] == \"'=cmd\" and '\\r\\n# o' in rows[1]['student']\n"
		"assert rows[2]['student'] == \"'-2+3\" and rows[3]['student'] == \"'@eve\"\n"
		"assert rows[1]['finding'] == 'data-race' and rows[1]['line'] == '12'\n";
	const char *path, *reader = put("read.py", script);
	char *command;

	(void)state;
	path = put("it.csv", write_class("csv"));
	command = format_string(PYTHON " '%s' '%s'", reader, path);
	assert_int_equal(status_of(command), 0);
	free(command);
}

/* As the runner of GitHub Actions undoes it. */
static char *unescaped(const char *words)
{
	struct text plain = {0};

	for (; *words != '\0'; words++) {
		unsigned byte;
		char c = *words;

		if (c == '%' && sscanf(words, "%%%2X", &byte) == 1) {
			c = (char)byte;
			words += 2;
		}
		text_add(&plain, &c, 1);
	}
	return text_take(&plain);
}

static void no_message_can_become_a_command_of_github(void **state)
{
	char *line, *rest;
	size_t lines = 0;

	(void)state;
	rest = (char *)write_one("github", &class[1]);
	while ((line = strsep(&rest, "\n")) != NULL && *line != '\0') {
		assert_true(strncmp(line, "::error ", 8) == 0 ||
			    strncmp(line, "::notice ", 9) == 0);
		if (strstr(line, "data-race") != NULL) {
			char *plain = unescaped(strstr(line, "title=data-race::") + 17);

			assert_non_null(strstr(line, "file=hand ins/a%2Cb%3Ac.c,line=12,col=3,"));
			assert_non_null(strstr(plain, made_hostile));
			free(plain);
		}
		lines++;
	}
	assert_int_equal(lines, 2);
}

/* ---- a real check ---- */

static void a_real_starter_is_valid_everywhere(void **state)
{
	static const char *const names[] = {"gradescope",  "classroom", "exercism",
					    "exercism-v3", "check50",	"prairielearn",
					    "gitlab",	   "sarif",	NULL};
	const struct checker *list[] = {checker_find("explore")};
	const struct settings settings = {.seed = 1, .scenario = -1, .noise = -1};
	struct checking checking = {0};
	struct subject *subject;
	struct graded graded;
	char *error;

	(void)state;
	assert_true(subject_new("22", NULL, COMPILER_GCC, NULL, &subject, &error));
	assert_true(checking_run(subject, &settings, &settings, list, 1, &checking, &error));
	graded_make(&graded, subject, &checking, -1);
	subject_free(subject);
	assert_true(graded.points < graded.maximum);
	for (const char *const *name = names; *name != NULL; name++) {
		char *file = format_string("%s.json", *name);

		assert_schema_takes(file, write_one(*name, &graded));
		free(file);
	}
	write_one("sarif", &graded);
	assert_non_null(strstr(text.bytes, "\"acquire\""));
	assert_non_null(strstr(text.bytes, "\"replay\": \"racelab replay 22.1-"));
	assert_true(xml_is_valid(write_one("junit", &graded)));
	graded_release(&graded);
}

static int begin_all(void **state)
{
	char *error;

	(void)state;
	return kit_init(NULL, &error) ? 0 : -1;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_name_that_is_none_gets_the_nearest),
		TEST(a_format_for_one_refuses_a_class),
		TEST(no_submission_at_all_is_still_a_document),
		TEST(each_state_fits_the_schema),
		TEST(a_class_fits_the_schema),
		TEST(the_schemas_refuse_what_is_spoilt),
		TEST(the_points_are_the_sum_that_the_reader_makes),
		TEST(an_error_of_the_harness_is_no_grade),
		TEST(autolab_reads_the_last_line),
		TEST(long_words_are_cut_where_the_reader_has_no_room),
		TEST(a_witness_is_a_thread_flow_a_thread),
		TEST(a_known_false_alarm_is_for_review),
		TEST(a_fingerprint_outlives_moved_lines_and_not_changed_ones),
		TEST(paths_are_uris),
		TEST(junit_is_valid_xml),
		TEST(tap_is_read_by_perl),
		TEST(csv_is_read_by_python_and_harmless_in_a_spreadsheet),
		TEST(no_message_can_become_a_command_of_github),
		TEST(a_real_starter_is_valid_everywhere),
	};

	return cmocka_run_group_tests(tests, begin_all, NULL);
}
