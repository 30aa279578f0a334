/* SPDX-License-Identifier: MIT */
/* What is decided from findings: on results written by hand. */
#include "../harness/verdict.h"
#include "made_results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { STRESS, TSAN, HELGRIND, DRD, COUNT };

static struct measure measure;
static struct result results[COUNT];

static const struct declaration declared[] = {
	{.by = "tsan", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_LOCK_ORDER, .starter = NEVER},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = "Valgrind is blind."},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = "Valgrind is blind."},
	{0},
};

static const struct lab lab = {.title = "A lab", .declared = declared};
static struct subject subject = {.name = "01-a", .lab = &lab};

static int begin(void **state)
{
	static const char *const names[] = {"stress", "tsan", "helgrind", "drd"};

	(void)state;
	for (unsigned i = 0; i < COUNT; i++)
		results[i] = (struct result){.checker = names[i], .status = STATUS_CLEAN};
	results[STRESS].status = STATUS_NO_FAILURE_FOUND;
	return 0;
}

static int end(void **state)
{
	(void)state;
	results[STRESS].measures = NULL; /* a static one, in one test */
	made_release(results, COUNT);
	return 0;
}

static enum verdict decide(void)
{
	return verdict_decide(&subject, results, COUNT);
}

static void nothing_found_is_no_proof(void **state)
{
	(void)state;
	assert_int_equal(decide(), VERDICT_NO_FAILURE_FOUND);
	assert_int_equal(results[STRESS].status, STATUS_NO_FAILURE_FOUND);
	assert_int_equal(results[TSAN].status, STATUS_CLEAN);
}

static void one_finding_fails(void **state)
{
	(void)state;
	made_race(&results[TSAN], 4, 4, "hits");
	assert_int_equal(decide(), VERDICT_FAIL);
	assert_int_equal(results[TSAN].status, STATUS_FAIL);
	assert_int_equal(results[DRD].status, STATUS_CLEAN);
}

static void what_the_starter_shows_is_expected_and_still_fails(void **state)
{
	(void)state;
	made_race(&results[TSAN], 4, 4, "hits");
	made_finding(&results[STRESS], FINDING_ASSERTION, "1 is not 2");
	made_finding(&results[HELGRIND], FINDING_LOCK_ORDER, "two orders");
	assert_int_equal(decide(), VERDICT_FAIL);
	assert_true(results[TSAN].findings.items[0].expected);
	assert_true(results[STRESS].findings.items[0].expected);
	assert_false(results[HELGRIND].findings.items[0].expected);
	assert_int_equal(results[HELGRIND].status, STATUS_FAIL);
}

static void a_known_false_alarm_does_not_count(void **state)
{
	const struct finding *alarm;

	(void)state;
	made_race(&results[HELGRIND], 4, 4, "hits");
	results[HELGRIND].status = STATUS_FAIL; /* as a checker may have left it */
	assert_int_equal(decide(), VERDICT_NO_FAILURE_FOUND);
	alarm = &results[HELGRIND].findings.items[0];
	assert_true(alarm->known_false);
	assert_string_equal(alarm->reason, "Valgrind is blind.");
	assert_int_equal(results[HELGRIND].status, STATUS_CLEAN);
}

static void two_false_alarms_do_not_confirm_each_other(void **state)
{
	(void)state;
	made_race(&results[HELGRIND], 4, 4, "hits");
	made_race(&results[DRD], 4, 4, "hits");
	assert_int_equal(decide(), VERDICT_NO_FAILURE_FOUND);
	assert_true(results[HELGRIND].findings.items[0].known_false);
	assert_true(results[DRD].findings.items[0].known_false);
}

static void an_alarm_that_a_good_witness_shares_is_real(void **state)
{
	(void)state;
	made_race(&results[HELGRIND], 4, 7, NULL);
	made_race(&results[TSAN], 7, 4, NULL);
	assert_int_equal(decide(), VERDICT_FAIL);
	assert_false(results[HELGRIND].findings.items[0].known_false);
	assert_null(results[HELGRIND].findings.items[0].reason);
	assert_int_equal(results[HELGRIND].status, STATUS_FAIL);
}

static void a_race_on_the_same_variable_confirms_on_other_lines(void **state)
{
	(void)state;
	made_race(&results[HELGRIND], 4, 4, "hits");
	made_race(&results[TSAN], 8, 9, "hits");
	assert_int_equal(decide(), VERDICT_FAIL);
	assert_int_equal(results[HELGRIND].status, STATUS_FAIL);
}

static void a_race_on_another_variable_confirms_nothing(void **state)
{
	(void)state;
	made_race(&results[HELGRIND], 4, 4, "hits");
	made_race(&results[TSAN], 8, 9, "misses");
	assert_int_equal(decide(), VERDICT_FAIL);
	assert_true(results[HELGRIND].findings.items[0].known_false);
	assert_int_equal(results[HELGRIND].status, STATUS_CLEAN);
}

/* A lock order that Helgrind is known to dream of, and a deadlock, of two locks each. */
static enum verdict decide_order_and_deadlock(const char *a, const char *b, const char *c,
					      const char *d)
{
	static const struct declaration rows[] = {
		{.by = "helgrind", .kind = FINDING_LOCK_ORDER, .false_alarm = "A gate."}, {0}};
	static const struct lab gate = {.declared = rows};
	struct subject other = {.name = "02-b", .lab = &gate};
	struct finding *order = made_finding(&results[HELGRIND], FINDING_LOCK_ORDER, "orders");
	struct finding *dead = made_finding(&results[STRESS], FINDING_DEADLOCK, "stuck");

	made_place(order, "lab.c", 4, 1, a);
	made_place(order, "lab.c", 5, 1, b);
	made_place(dead, "lab.c", 14, 1, c);
	made_place(dead, "lab.c", 15, 1, d);
	return verdict_decide(&other, results, COUNT);
}

static void a_lock_order_is_confirmed_by_the_deadlock_that_it_foretells(void **state)
{
	(void)state;
	assert_int_equal(decide_order_and_deadlock("a", "b", "b", "a"), VERDICT_FAIL);
	assert_int_equal(results[HELGRIND].status, STATUS_FAIL);
}

static void a_deadlock_of_other_locks_confirms_no_lock_order(void **state)
{
	(void)state;
	assert_int_equal(decide_order_and_deadlock("a", "b", "b", "c"), VERDICT_FAIL);
	assert_int_equal(results[HELGRIND].status, STATUS_CLEAN);
}

static void what_a_run_does_may_be_met_by_any_checker(void **state)
{
	(void)state;
	assert_int_equal(verdict_expects(&lab, "stress", FINDING_ASSERTION), SOMETIMES);
	assert_int_equal(verdict_expects(&lab, "tsan", FINDING_ASSERTION), SOMETIMES);
	assert_int_equal(verdict_declared(&lab, "tsan", FINDING_ASSERTION), NEVER);
	assert_int_equal(verdict_expects(&lab, "tsan", FINDING_DATA_RACE), ALWAYS);
	assert_int_equal(verdict_expects(&lab, "drd", FINDING_DATA_RACE), NEVER);
	assert_int_equal(verdict_expects(&lab, "tsan", FINDING_DEADLOCK), NEVER);
}

static void another_kind_on_the_same_line_confirms_nothing(void **state)
{
	(void)state;
	made_race(&results[HELGRIND], 4, 4, "hits");
	made_place(made_finding(&results[STRESS], FINDING_ASSERTION, "1 is not 2"), "lab.c", 4, 2,
		   "hits");
	assert_int_equal(decide(), VERDICT_FAIL);
	assert_true(results[HELGRIND].findings.items[0].known_false);
}

static void a_broken_checker_makes_no_verdict(void **state)
{
	(void)state;
	results[DRD].status = STATUS_ERROR;
	assert_int_equal(decide(), VERDICT_ERROR);
}

static void what_one_checker_found_stands_though_another_broke(void **state)
{
	(void)state;
	results[DRD].status = STATUS_ERROR;
	made_race(&results[TSAN], 4, 4, "hits");
	assert_int_equal(decide(), VERDICT_FAIL);
	assert_int_equal(results[DRD].status, STATUS_ERROR);
}

static void an_absent_checker_is_no_error_unless_all_are(void **state)
{
	(void)state;
	results[HELGRIND].status = results[DRD].status = STATUS_SKIPPED;
	assert_int_equal(decide(), VERDICT_NO_FAILURE_FOUND);
	results[STRESS].status = results[TSAN].status = STATUS_SKIPPED;
	assert_int_equal(decide(), VERDICT_ERROR);
}

static void to_have_looked_at_a_program_is_not_to_have_run_it(void **state)
{
	struct result looked[] = {{.checker = "screen", .status = STATUS_CLEAN},
				  {.checker = "drd", .status = STATUS_SKIPPED}};

	(void)state;
	assert_int_equal(verdict_decide(&subject, looked, 2), VERDICT_ERROR);
	assert_int_equal(verdict_decide(&subject, looked, 1), VERDICT_NO_FAILURE_FOUND);
}

static void a_proof_makes_the_verdict_proved(void **state)
{
	(void)state;
	results[STRESS].status = STATUS_PROVED;
	assert_int_equal(decide(), VERDICT_PROVED);
}

static void stress_with_false_alarms_only_is_still_no_proof(void **state)
{
	static const struct declaration rows[] = {
		{.by = "stress", .kind = FINDING_ASSERTION, .false_alarm = "It is late."}, {0}};
	static const struct lab late = {.declared = rows};
	struct subject other = {.name = "02-b", .lab = &late};

	(void)state;
	results[STRESS].measures = &measure;
	results[STRESS].nmeasures = 1;
	results[STRESS].status = STATUS_FAIL;
	made_finding(&results[STRESS], FINDING_ASSERTION, "late");
	assert_int_equal(verdict_decide(&other, results, COUNT), VERDICT_NO_FAILURE_FOUND);
	assert_int_equal(results[STRESS].status, STATUS_NO_FAILURE_FOUND);
}

static void names_and_exit_statuses_are_the_contracts(void **state)
{
	(void)state;
	assert_string_equal(verdict_name(VERDICT_NO_FAILURE_FOUND), "no-failure-found");
	assert_int_equal(verdict_exit(VERDICT_FAIL), 1);
	assert_int_equal(verdict_exit(VERDICT_PROVED), 0);
	assert_int_equal(verdict_exit(VERDICT_NO_FAILURE_FOUND), 0);
	assert_int_equal(verdict_exit(VERDICT_ERROR), 2);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(nothing_found_is_no_proof),
		CASE(one_finding_fails),
		CASE(what_the_starter_shows_is_expected_and_still_fails),
		CASE(a_known_false_alarm_does_not_count),
		CASE(two_false_alarms_do_not_confirm_each_other),
		CASE(an_alarm_that_a_good_witness_shares_is_real),
		CASE(a_race_on_the_same_variable_confirms_on_other_lines),
		CASE(a_race_on_another_variable_confirms_nothing),
		CASE(a_lock_order_is_confirmed_by_the_deadlock_that_it_foretells),
		CASE(a_deadlock_of_other_locks_confirms_no_lock_order),
		CASE(what_a_run_does_may_be_met_by_any_checker),
		CASE(another_kind_on_the_same_line_confirms_nothing),
		CASE(a_broken_checker_makes_no_verdict),
		CASE(what_one_checker_found_stands_though_another_broke),
		CASE(an_absent_checker_is_no_error_unless_all_are),
		CASE(to_have_looked_at_a_program_is_not_to_have_run_it),
		CASE(a_proof_makes_the_verdict_proved),
		CASE(stress_with_false_alarms_only_is_still_no_proof),
		CASE(names_and_exit_statuses_are_the_contracts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
