/* SPDX-License-Identifier: MIT */
/*
 * The formats: their registry, those in JSON against schemas, and a real check in all of them.
 * Where a published schema is no package, its rules stand in tests/schemas.
 */
#include "../harness/labs.h"
#include "../harness/text.h"
#include "little_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

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

		assert_int_equal(format_write(all[i], little_handed_in, MADE_CLASS, &it, &error),
				 holds);
		assert_int_equal(error != NULL, !holds);
		refused += !holds;
		assert_true(format_write(all[i], little_handed_in, 1, &it, &error));
		free(error);
		text_release(&it);
	}
	assert_true(refused >= 3);
}

/* The third of the made class was confined in part; GitLab's schema has no place for it. */
static void that_one_ran_less_confined_is_told_in_every_format(void **state)
{
	unsigned count;
	const struct format *const *all = formats(&count);

	(void)state;
	for (unsigned i = 0; i < count; i++) {
		const char *text = little_write_one(all[i]->name, &little_handed_in[2]);

		if (strcmp(all[i]->name, "gitlab") == 0)
			continue;
		if (strstr(text, "partial: no namespaces") == NULL)
			fail_msg("%s does not tell:\n%s", all[i]->name, text);
	}
}

static void no_submission_at_all_is_still_a_document(void **state)
{
	static const char *const names[] = {"sarif", "gitlab", NULL};
	char *error;

	(void)state;
	for (const char *const *name = names; *name != NULL; name++) {
		char *file = format_string("%s.json", *name);

		text_release(&little_text);
		assert_true(format_write(little_format(*name), NULL, 0, &little_text, &error));
		assert_schema_takes(file, little_text.bytes);
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
			assert_schema_takes(file, little_write_one(*name, &little_handed_in[i]));
		free(file);
	}
}

static void a_class_fits_the_schema(void **state)
{
	(void)state;
	assert_schema_takes("gitlab.json", little_write_class("gitlab"));
	assert_schema_takes("sarif.json", little_write_class("sarif"));
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
		const char *good = little_write_one(spoilt[i].format, &little_handed_in[0]);
		const char *at = strstr(good, spoilt[i].part);
		char *file = format_string("%s.json", spoilt[i].format), *bad;

		assert_non_null(at);
		bad = format_string("%.*s%s%s", (int)(at - good), good, spoilt[i].instead,
				    at + strlen(spoilt[i].part));
		if (little_schema_takes(file, bad))
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
			json_t *root = little_parsed(
				little_write_one(readers[r].format, &little_handed_in[i]));
			const json_t *tests = json_object_get(root, "tests");

			assert_true(sum_of(tests, readers[r].points) == little_handed_in[i].points);
			if (readers[r].maximum != NULL)
				assert_true(sum_of(tests, readers[r].maximum) == 10);
			json_decref(root);
		}
}

static void an_error_of_the_harness_is_no_grade(void **state)
{
	json_t *root;

	(void)state;
	root = little_parsed(little_write_one("gradescope", &little_handed_in[4]));
	assert_null(json_object_get(root, "score"));
	assert_int_equal(json_array_size(json_object_get(root, "tests")), 0);
	json_decref(root);
	root = little_parsed(little_write_one("prairielearn", &little_handed_in[4]));
	assert_true(json_is_false(json_object_get(root, "gradable")));
	json_decref(root);
	assert_null(strstr(little_write_one("autolab", &little_handed_in[4]), "\"scores\""));
	assert_non_null(strstr(little_write_one("tap", &little_handed_in[4]), "Bail out!"));
}

static void autolab_reads_the_last_line(void **state)
{
	const char *words, *last;
	json_t *root;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		words = little_write_one("autolab", &little_handed_in[i]);
		assert_int_equal(words[strlen(words) - 1], '\n');
		little_text.bytes[little_text.length - 1] = '\0';
		last = strrchr(words, '\n') + 1;
		assert_schema_takes("autolab.json", last);
		root = little_parsed(last);
		assert_true(json_number_value(
				    json_object_get(json_object_get(root, "scores"), "01-a-lab")) ==
			    little_handed_in[i].points);
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
	assert_schema_takes("exercism.json", little_write_one("exercism", &graded));
	assert_schema_takes("prairielearn.json", little_write_one("prairielearn", &graded));
	assert_true(little_text.length < 1000000);
	graded_release(&graded);
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

		assert_schema_takes(file, little_write_one(*name, &graded));
		free(file);
	}
	little_write_one("sarif", &graded);
	assert_non_null(strstr(little_text.bytes, "\"acquire\""));
	assert_non_null(strstr(little_text.bytes, "\"replay\": \"racelab replay 22.1-"));
	assert_true(little_xml_is_valid(little_write_one("junit", &graded)));
	graded_release(&graded);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, little_format_begin, little_format_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_name_that_is_none_gets_the_nearest),
		TEST(a_format_for_one_refuses_a_class),
		TEST(that_one_ran_less_confined_is_told_in_every_format),
		TEST(no_submission_at_all_is_still_a_document),
		TEST(each_state_fits_the_schema),
		TEST(a_class_fits_the_schema),
		TEST(the_schemas_refuse_what_is_spoilt),
		TEST(the_points_are_the_sum_that_the_reader_makes),
		TEST(an_error_of_the_harness_is_no_grade),
		TEST(autolab_reads_the_last_line),
		TEST(long_words_are_cut_where_the_reader_has_no_room),
		TEST(a_real_starter_is_valid_everywhere),
	};

	return cmocka_run_group_tests(tests, little_formats_begin, NULL);
}
