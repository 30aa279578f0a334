/* SPDX-License-Identifier: MIT */
/* When checkers contradict each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cross_check.h"

static struct exploring explored;
static struct measure measure;
static struct result results[3];

/* Explore has seen every order of "it", and stress met one of its two outcomes. */
static int begin(void **state)
{
	(void)state;
	explored = (struct exploring){.scenario = "it",
				      .complete = true,
				      .outcomes = {{1, 10}, {2, 10}},
				      .noutcomes = 2};
	measure = (struct measure){
		.scenario = "it", .outcomes = {{2, 1000}}, .noutcomes = 1, .outcome_name = "count"};
	results[0] = (struct result){.checker = "explore",
				     .status = STATUS_PROVED,
				     .explored = &explored,
				     .nexplored = 1};
	results[1] = (struct result){.checker = "stress",
				     .status = STATUS_NO_FAILURE_FOUND,
				     .measures = &measure,
				     .nmeasures = 1};
	results[2] = (struct result){.checker = "tsan", .status = STATUS_CLEAN};
	return 0;
}

static void assert_says(const char *wanted)
{
	char *words = cross_check(results, 3);

	if (wanted == NULL)
		assert_null(words);
	else
		assert_string_equal(words, wanted);
	free(words);
}

static void outcomes_that_explore_has_seen_are_no_contradiction(void **state)
{
	(void)state;
	assert_says(NULL);
}

static void one_that_it_has_not_seen_in_any_order_is(void **state)
{
	(void)state;
	measure.outcomes[measure.noutcomes++] = (struct wire_outcome){7, 1};
	assert_says("in scenario \"it\" stress came to count 7, which explore, in every order, did "
		    "not");
}

static void who_has_not_seen_every_order_contradicts_nobody(void **state)
{
	(void)state;
	measure.outcomes[0].value = 7;
	explored.complete = false;
	assert_says(NULL);
	explored.complete = true;
	explored.outcomes_other = 1; /* 7 may be among those that found no row */
	assert_says(NULL);
}

static void outcomes_of_another_scenario_are_not_compared(void **state)
{
	(void)state;
	measure.outcomes[0].value = 7;
	measure.scenario = "another";
	assert_says(NULL);
}

static void weaker_atomics_and_races_may_do_what_no_order_explains(void **state)
{
	(void)state;
	measure.outcomes[0].value = 7;
	explored.weaker = 1;
	assert_says(NULL);
	explored.weaker = 0;
	results[0].status = STATUS_FAIL;
	assert_says(NULL);
}

static void a_failure_that_explore_did_not_find_is_one(void **state)
{
	(void)state;
	results[2].status = STATUS_FAIL;
	assert_says("tsan found what explore (proved) did not");
}

static void what_a_text_must_not_have_is_none_of_explore_s_business(void **state)
{
	(void)state;
	results[2] = (struct result){.checker = "screen", .status = STATUS_FAIL};
	assert_says(NULL);
}

static void who_agrees_that_it_fails_does_not_contradict(void **state)
{
	(void)state;
	results[0].status = results[1].status = results[2].status = STATUS_FAIL;
	assert_says(NULL);
}

static void without_explore_there_is_nobody_to_contradict(void **state)
{
	(void)state;
	results[0].checker = "drd";
	results[2].status = STATUS_FAIL;
	assert_says(NULL);
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(outcomes_that_explore_has_seen_are_no_contradiction),
		TEST(one_that_it_has_not_seen_in_any_order_is),
		TEST(who_has_not_seen_every_order_contradicts_nobody),
		TEST(outcomes_of_another_scenario_are_not_compared),
		TEST(weaker_atomics_and_races_may_do_what_no_order_explains),
		TEST(a_failure_that_explore_did_not_find_is_one),
		TEST(what_a_text_must_not_have_is_none_of_explore_s_business),
		TEST(who_agrees_that_it_fails_does_not_contradict),
		TEST(without_explore_there_is_nobody_to_contradict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
