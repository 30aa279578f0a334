/* SPDX-License-Identifier: MIT */
/* SARIF: what its schema does not say. */
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
	root = little_parsed(little_write_one("sarif", &little_handed_in[1]));
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
	root = little_parsed(little_write_one("sarif", &little_handed_in[2]));
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
	graded.source = format_string("%s", little_put("lab.c", source));
	root = little_parsed(little_write_one("sarif", &graded));
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
	little_write_one("sarif", &little_handed_in[1]);
	assert_non_null(strstr(little_text.bytes, "\"hand%20ins/a%2Cb%3Ac.c\""));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, little_format_begin, little_format_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_witness_is_a_thread_flow_a_thread),
		TEST(a_known_false_alarm_is_for_review),
		TEST(a_fingerprint_outlives_moved_lines_and_not_changed_ones),
		TEST(paths_are_uris),
	};

	return cmocka_run_group_tests(tests, little_formats_begin, NULL);
}
