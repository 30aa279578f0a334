/* SPDX-License-Identifier: MIT */
/* The rule for points, on results that are made by hand. */
#include "../harness/grade_points.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct scenario scenarios[] = {
	{.name = "small", .points = 5},
	{.name = "other", .points = 3},
	{.name = "large", .points = 2, .native_only = true},
	{0},
};
static const struct lab lab = {.scenarios = scenarios};

static struct exploring explored[2];
static struct result results[2];
static struct checking checking;

/* Explore with so many failed executions of each small scenario, and stress beside it. */
static double points(unsigned small, unsigned other, enum status stress)
{
	explored[0] = (struct exploring){.scenario = "small", .failed = small};
	explored[1] = (struct exploring){.scenario = "other", .failed = other};
	results[0] = (struct result){.checker = "explore",
				     .status = small + other > 0 ? STATUS_FAIL : STATUS_PROVED,
				     .explored = explored,
				     .nexplored = 2};
	results[1] = (struct result){.checker = "stress", .status = stress};
	checking = (struct checking){.results = results, .count = 2};
	checking.verdict =
		small + other > 0 || stress == STATUS_FAIL ? VERDICT_FAIL : VERDICT_PROVED;
	return grade_points(&lab, &checking);
}

static void all_is_had_by_who_passes(void **state)
{
	(void)state;
	assert_true(grade_maximum(&lab) == 10);
	assert_true(points(0, 0, STATUS_NO_FAILURE_FOUND) == 10);
}

static void a_scenario_that_fails_is_lost_and_the_large_one_with_it(void **state)
{
	(void)state;
	assert_true(points(1, 0, STATUS_SKIPPED) == 3);
	assert_true(points(0, 7, STATUS_SKIPPED) == 5);
	assert_true(points(1, 1, STATUS_SKIPPED) == 0);
}

static void it_is_the_same_whether_the_others_were_asked_or_not(void **state)
{
	(void)state;
	assert_true(points(1, 0, STATUS_FAIL) == points(1, 0, STATUS_SKIPPED));
	assert_true(points(1, 0, STATUS_CLEAN) == points(1, 0, STATUS_SKIPPED));
}

static void what_explore_did_not_find_costs_all(void **state)
{
	(void)state;
	assert_true(points(0, 0, STATUS_FAIL) == 0);
}

/* No execution is to blame for it: the message names the scenario. */
static void who_serialises_loses_the_scenario_that_asks_for_more(void **state)
{
	struct finding finding = {.kind = FINDING_SERIALISED};

	(void)state;
	points(0, 0, STATUS_SKIPPED);
	results[0].status = STATUS_FAIL;
	results[0].findings = (struct findings){&finding, 1};
	checking.verdict = VERDICT_FAIL;
	finding.message = (char *)"scenario \"other\": the threads wait for each other";
	assert_true(grade_points(&lab, &checking) == 5);
	finding.message = (char *)"scenario \"another\": the threads wait for each other";
	assert_true(grade_points(&lab, &checking) == 0); /* of none that there is */
}

static void what_nobody_can_place_costs_all(void **state)
{
	struct finding finding = {.kind = FINDING_UNSUPPORTED, .message = (char *)"what is this"};

	(void)state;
	points(0, 0, STATUS_SKIPPED);
	results[0].status = STATUS_FAIL;
	results[0].findings = (struct findings){&finding, 1};
	checking.verdict = VERDICT_FAIL;
	assert_true(grade_points(&lab, &checking) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_is_had_by_who_passes),
		cmocka_unit_test(a_scenario_that_fails_is_lost_and_the_large_one_with_it),
		cmocka_unit_test(it_is_the_same_whether_the_others_were_asked_or_not),
		cmocka_unit_test(what_explore_did_not_find_costs_all),
		cmocka_unit_test(who_serialises_loses_the_scenario_that_asks_for_more),
		cmocka_unit_test(what_nobody_can_place_costs_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
