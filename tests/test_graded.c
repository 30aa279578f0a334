/* SPDX-License-Identifier: MIT */
/* How many points what is found leaves, and that a grade goes into JSON and back. */
#include "../harness/graded.h"
#include "../harness/kit.h"
#include "../harness/text.h"
#include "made_graded.h"
#include "made_results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FIRST  UINT64_C(1)
#define SECOND UINT64_C(2)
#define THIRD  UINT64_C(4)

static struct checking checking;
static struct graded graded;

static int begin(void **state)
{
	(void)state;
	made_checking(&checking);
	return 0;
}

static int end(void **state)
{
	(void)state;
	graded_release(&graded);
	return 0;
}

static void assert_points(double first, double second, double third)
{
	made_grade(&graded, &checking);
	assert_int_equal(graded.nparts, 3);
	assert_true(graded.parts[0].points == first);
	assert_true(graded.parts[1].points == second);
	assert_true(graded.parts[2].points == third);
	assert_true(graded.points == first + second + third);
	assert_true(graded.maximum == 10);
}

static void what_passes_has_all_points(void **state)
{
	(void)state;
	assert_points(6, 2, 2);
	assert_int_equal(graded_mark(&graded), MARK_PASS);
	assert_false(graded.by_chance);
}

static void a_finding_costs_its_scenario_and_the_large_one(void **state)
{
	(void)state;
	made_failing(&checking, MADE_EXPLORE, FINDING_DEADLOCK, SECOND);
	assert_points(6, 0, 0);
	assert_int_equal(graded_mark(&graded), MARK_FAIL);
	assert_false(graded.by_chance);
	assert_string_equal(graded.parts[1].by, "explore");
	assert_ptr_equal(graded.parts[2].cost, graded.parts[1].cost);
	assert_null(graded.parts[0].cost);
}

static void a_finding_of_two_scenarios_costs_both(void **state)
{
	(void)state;
	made_failing(&checking, MADE_EXPLORE, FINDING_DATA_RACE, FIRST | SECOND);
	assert_points(0, 0, 0);
}

static void how_it_is_gone_about_costs_only_a_part(void **state)
{
	(void)state;
	made_failing(&checking, MADE_EXPLORE, FINDING_SERIALISED, SECOND);
	assert_points(6, 1, 1);
	graded_release(&graded);
	made_checking(&checking);
	made_failing(&checking, MADE_EXPLORE, FINDING_BUSY_WAIT, FIRST);
	assert_points(4.5, 2, 1.5);
	graded_release(&graded);
	made_checking(&checking);
	made_failing(&checking, MADE_EXPLORE, FINDING_DROPPED_WORK, FIRST);
	assert_points(1.5, 2, 0.5);
}

static void what_was_to_be_repaired_costs_all(void **state)
{
	struct finding *poll;

	(void)state;
	made_failing(&checking, MADE_EXPLORE, FINDING_BUSY_WAIT, FIRST);
	made_grade(&graded, &checking);
	poll = &graded.checking.results[MADE_EXPLORE].findings.items[0];
	poll->expected = true; /* as verdict_decide() marks what the starter is declared to do */
	graded_score(&graded);
	assert_true(graded.parts[0].points == 0);
	assert_true(graded.parts[1].points == 2);
}

static void several_such_add_up_to_all_at_most(void **state)
{
	(void)state;
	made_failing(&checking, MADE_EXPLORE, FINDING_BUSY_WAIT, FIRST);
	made_failing(&checking, MADE_EXPLORE, FINDING_SERIALISED, FIRST);
	made_failing(&checking, MADE_EXPLORE, FINDING_SERIALISED, FIRST);
	assert_points(1.5, 2, 0.5);
	graded_release(&graded);
	made_checking(&checking);
	made_failing(&checking, MADE_EXPLORE, FINDING_DROPPED_WORK, FIRST);
	made_failing(&checking, MADE_EXPLORE, FINDING_SERIALISED, FIRST);
	assert_points(0, 2, 0);
	assert_int_equal(graded.parts[0].cost->kind, FINDING_DROPPED_WORK);
}

static void what_is_met_by_chance_does_not_count_beside_explore(void **state)
{
	(void)state;
	made_failing(&checking, MADE_EXPLORE, FINDING_ASSERTION, SECOND);
	made_failing(&checking, MADE_STRESS, FINDING_ASSERTION, FIRST);
	made_failing(&checking, MADE_HELGRIND, FINDING_DATA_RACE, 0);
	assert_points(6, 0, 0);
	assert_false(graded.by_chance);
}

static void stress_alone_costs_its_scenario_and_asks_for_a_look(void **state)
{
	(void)state;
	made_failing(&checking, MADE_STRESS, FINDING_CRASH, THIRD);
	assert_points(6, 2, 0);
	assert_true(graded.by_chance);
}

static void a_tool_alone_costs_all_whatever_scenario_it_was_in(void **state)
{
	(void)state;
	made_failing(&checking, MADE_HELGRIND, FINDING_DATA_RACE, SECOND);
	assert_points(0, 0, 0);
	assert_true(graded.by_chance);
}

static void a_finding_of_no_known_scenario_costs_all(void **state)
{
	(void)state;
	made_failing(&checking, MADE_EXPLORE, FINDING_UNSUPPORTED, 0);
	assert_points(0, 0, 0);
	assert_false(graded.by_chance);
}

static void a_known_false_alarm_costs_nothing(void **state)
{
	(void)state;
	made_failing(&checking, MADE_HELGRIND, FINDING_LOCK_ORDER, 0);
	assert_points(6, 2, 2);
	assert_int_equal(graded_mark(&graded), MARK_PASS);
}

static void what_was_not_reached_is_not_had(void **state)
{
	(void)state;
	made_failing(&checking, MADE_EXPLORE, FINDING_BUSY_WAIT, FIRST);
	checking.results[MADE_EXPLORE].nexplored = 1;
	assert_points(4.5, 0, 0);
	graded_release(&graded);
	made_checking(&checking);
	made_failing(&checking, MADE_EXPLORE, FINDING_BUSY_WAIT, FIRST);
	checking.results[MADE_EXPLORE].explored[1].broken_off = true;
	assert_points(4.5, 0, 0);
}

static void an_error_is_no_grade(void **state)
{
	(void)state;
	checking.results[MADE_STRESS].status = STATUS_ERROR;
	checking.results[MADE_STRESS].note = format_string("no processor left");
	assert_points(0, 0, 0);
	assert_int_equal(graded_mark(&graded), MARK_ERROR);
	assert_string_equal(graded.words, "stress: no processor left");
}

/* ---- JSON ---- */

static void a_grade_comes_back_from_json_as_it_was(void **state)
{
	struct graded list[MADE_CLASS], again;
	char *error;

	(void)state;
	made_grade(&graded, &checking);
	made_class(list);
	for (size_t i = 0; i < MADE_CLASS; i++) {
		char *before = graded_json(&list[i]), *after;

		assert_true(graded_read(before, &again, &error));
		after = graded_json(&again);
		assert_string_equal(before, after);
		assert_true(again.points == list[i].points);
		assert_int_equal(again.state, list[i].state);
		free(before);
		free(after);
		graded_release(&again);
	}
	made_class_release(list);
}

static void who_is_to_be_looked_at_is_said_with_the_reason(void **state)
{
	struct graded list[MADE_CLASS];

	(void)state;
	made_failing(&checking, MADE_STRESS, FINDING_ASSERTION, FIRST);
	made_grade(&graded, &checking);
	assert_string_equal(graded_review(&graded), "stress found what explore (proved) did not");
	made_class(list);
	assert_string_equal(graded_review(&list[0]), "");
	assert_memory_equal(graded_review(&list[1]), "stress says ", 12);
	assert_string_equal(graded_review(&list[4]), "not graded");
	made_class_release(list);
}

static void the_points_that_were_given_hold(void **state)
{
	struct graded again;
	char *json, *error, *place;

	(void)state;
	made_failing(&checking, MADE_EXPLORE, FINDING_SERIALISED, SECOND);
	made_grade(&graded, &checking);
	json = graded_json(&graded);
	place = strstr(json, "\"points\": 8,");
	assert_non_null(place);
	memcpy(place, "\"points\": 3,", strlen("\"points\": 3,"));
	assert_true(graded_read(json, &again, &error));
	assert_true(again.points == 3);
	free(json);
	graded_release(&again);
}

static void what_is_no_report_is_refused_with_a_reason(void **state)
{
	static const char *const wrong[] = {
		"",
		"[1]",
		"{}",
		"{\"racelab\":2}",
		"{\"racelab\":1}",
		"{\"racelab\":1,\"subject\":\"a\",\"verdict\":\"maybe\",\"checkers\":[]}",
		("{\"racelab\":1,\"subject\":\"a\",\"verdict\":\"fail\",\"checkers\":[{\"name\":"
		 "\"x\"}]}"),
	};
	struct graded again;
	char *error;

	(void)state;
	made_grade(&graded, &checking);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		error = NULL;
		assert_false(graded_read(wrong[i], &again, &error));
		assert_non_null(error);
		free(error);
	}
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
		TEST(what_passes_has_all_points),
		TEST(a_finding_costs_its_scenario_and_the_large_one),
		TEST(a_finding_of_two_scenarios_costs_both),
		TEST(how_it_is_gone_about_costs_only_a_part),
		TEST(what_was_to_be_repaired_costs_all),
		TEST(several_such_add_up_to_all_at_most),
		TEST(what_is_met_by_chance_does_not_count_beside_explore),
		TEST(stress_alone_costs_its_scenario_and_asks_for_a_look),
		TEST(a_tool_alone_costs_all_whatever_scenario_it_was_in),
		TEST(a_finding_of_no_known_scenario_costs_all),
		TEST(a_known_false_alarm_costs_nothing),
		TEST(what_was_not_reached_is_not_had),
		TEST(an_error_is_no_grade),
		TEST(a_grade_comes_back_from_json_as_it_was),
		TEST(who_is_to_be_looked_at_is_said_with_the_reason),
		TEST(the_points_that_were_given_hold),
		TEST(what_is_no_report_is_refused_with_a_reason),
	};

	return cmocka_run_group_tests(tests, begin_all, NULL);
}
