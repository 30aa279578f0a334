/* SPDX-License-Identifier: MIT */
/* What Helgrind's errors become: all of its kinds were provoked, see captured/README.md. */
#include "captured_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct findings findings;

static int release(void **state)
{
	(void)state;
	findings_release(&findings);
	return 0;
}

static const struct finding *expect(enum finding_kind kind, const char *message)
{
	const struct finding *finding = find_message(&findings, message);

	if (finding == NULL)
		fail_msg("no finding says: %s", message);
	assert_string_equal(finding_kind_name(finding->kind), finding_kind_name(kind));
	return finding;
}

static void expect_place(const struct finding *finding, size_t index, const char *role,
			 unsigned line, const char *function)
{
	const struct place *place = &finding->places[index];

	assert_true(index < finding->nplaces);
	assert_string_equal(place->role, role);
	assert_string_equal(place->spot.file, "lab.c");
	assert_int_equal(place->spot.line, line);
	assert_string_equal(place->spot.function, function);
}

static void a_race_shows_both_accesses(void **state)
{
	const struct finding *race;

	(void)state;
	findings = captured_findings(&vg_helgrind, "races.helgrind", "races");
	race = expect(FINDING_DATA_RACE, "hits: T2 reads here, T1 writes at lab.c:18, and "
					 "nothing orders the two");
	expect_place(race, 0, "reads", 18, "bump");
	expect_place(race, 1, "writes", 18, "bump");
	assert_string_equal(race->places[0].thread, "T2");
	assert_int_equal(race->places[0].ncallers, 1);
	assert_string_equal(race->places[0].callers[0].function, "unlocked");
	assert_string_equal(race->places[1].callers[0].function, "locked");
}

static void a_thread_that_the_submission_created_shows_where(void **state)
{
	const struct finding *race;

	(void)state;
	findings = captured_findings(&vg_helgrind, "forks.helgrind", "forks");
	race = expect(FINDING_DATA_RACE,
		      "hits: T2 reads here, T1 writes at lab.c:13, and nothing orders the two");
	expect_place(race, 2, "created in", 23, "scenario");
	assert_string_equal(race->places[3].thread, "T1");
}

static void the_read_and_the_write_of_one_line_are_one_finding(void **state)
{
	(void)state;
	findings = captured_findings(&vg_helgrind, "races.helgrind", "races");
	assert_int_equal(findings.count, 5);
}

static void a_race_on_the_heap_shows_the_allocation(void **state)
{
	const struct finding *race;

	(void)state;
	findings = captured_findings(&vg_helgrind, "races.helgrind", "races");
	race = expect(FINDING_DATA_RACE, "a heap block: T2 reads here, T1 writes at "
					 "lab.c:31, and nothing orders the two");
	expect_place(race, 2, "allocated in", 53, "scenario");
	expect(FINDING_DATA_RACE, "a local of scenario: T2 reads here, T1 writes at lab.c:32, "
				  "and nothing orders the two");
}

static void what_lies_in_another_object_is_not_the_students(void **state)
{
	(void)state;
	findings = captured_findings(&vg_helgrind, "races.helgrind", "another");
	assert_int_equal(findings.count, 0);
}

static void a_lock_order_shows_three_places(void **state)
{
	const struct finding *order;

	(void)state;
	findings = captured_findings(&vg_helgrind, "misuse.helgrind", "misuse");
	order = expect(FINDING_LOCK_ORDER,
		       "main takes a lock while it holds another; elsewhere they "
		       "are taken in the other order");
	expect_place(order, 0, "takes", 51, "both_orders");
	expect_place(order, 1, "took before", 46, "both_orders");
	expect_place(order, 2, "took after it", 47, "both_orders");
}

static void each_misuse_of_a_lock_is_told_apart(void **state)
{
	(void)state;
	findings = captured_findings(&vg_helgrind, "misuse.helgrind", "misuse");
	expect_place(expect(FINDING_LOCK_MISUSE, "main unlocks a lock that nobody holds"), 0,
		     "here", 68, "scenario");
	expect(FINDING_LOCK_MISUSE, "thread #2 unlocks a lock that another thread holds");
	expect(FINDING_LOCK_MISUSE, "main unlocks what is no lock in use");
	expect(FINDING_LOCK_MISUSE, "main destroys a mutex that is locked");
	expect_place(expect(FINDING_LOCK_MISUSE, "main locks what it holds already"), 1, "took it",
		     38, "take_twice");
}

static void a_thread_that_ends_with_a_lock_is_found_though_it_has_no_place(void **state)
{
	(void)state;
	findings = captured_findings(&vg_helgrind, "misuse.helgrind", "misuse");
	assert_int_equal(
		expect(FINDING_LOCK_MISUSE, "thread #3 ends while it holds a lock")->nplaces, 0);
}

static void each_misuse_of_a_condition_or_barrier_is_told_apart(void **state)
{
	(void)state;
	findings = captured_findings(&vg_helgrind, "waits.helgrind", "waits");
	assert_int_equal(findings.count, 6);
	expect(FINDING_LOCK_MISUSE, "main waits on a condition with a mutex that it does not hold");
	expect(FINDING_LOCK_MISUSE,
	       "thread #3 waits on a condition with another mutex than the other waiters");
	expect(FINDING_LOCK_MISUSE,
	       "main signals a condition while nobody holds the mutex that goes with it");
	expect(FINDING_LOCK_MISUSE, "main destroys a condition while a thread waits on it");
	expect(FINDING_LOCK_MISUSE, "main: pthread_barrier_init: barrier is already initialised");
	expect(FINDING_LOCK_MISUSE, "main: pthread_barrier_destroy: barrier was never initialised");
}

/* Helgrind calls what the kernel made of a dead owner's lock a failed call (written by hand). */
static void a_failed_call_is_told_in_helgrinds_words(void **state)
{
	char *error = NULL;

	(void)state;
	assert_true(written_findings(
		&vg_helgrind,
		"<error><tid>2</tid><threadname>T1</threadname><kind>PthAPIerror</"
		"kind><xwhat><text>"
		"Thread #2's call to pthread_mutex_lock "
		"failed</text><hthreadid>2</hthreadid></xwhat>"
		"<what>with error code 130 (EOWNERDEAD: Owner "
		"died)</what><stack><frame><ip>0x1</ip>"
		"<obj>/lab/lab.so</obj><fn>f</fn><file>lab.c</file><line>7</line></frame></stack>"
		"</error>",
		&findings, &error));
	expect(FINDING_LOCK_MISUSE, "T1's call to pthread_mutex_lock failed with error code 130 "
				    "(EOWNERDEAD: Owner died)");
}

#define LAB_FRAME                                                                                  \
	"<frame><ip>0x1</ip><obj>/lab/lab.so</obj><fn>f</fn><file>lab.c</file><line>7</line></"    \
	"frame>"
#define RUNNER_FRAME "<frame><ip>0x2</ip><obj>/kit/racelab-runner</obj></frame>"

/* Written by hand: the harness does not race with the program, or it would be mended. */
static void a_race_with_the_harness_itself_is_dropped(void **state)
{
	char *error = NULL;

	(void)state;
	assert_true(written_findings(
		&vg_helgrind,
		"<error><tid>2</tid><kind>Race</kind><xwhat><text>Possible data race during read "
		"of size 4 "
		"at 0x5 by thread #2</text><hthreadid>2</hthreadid></xwhat><stack>" LAB_FRAME
			RUNNER_FRAME "</stack><xauxwhat><text>This conflicts with a previous write "
		"of size 4 by thread #1"
		"</text><hthreadid>1</hthreadid></xauxwhat><stack>" RUNNER_FRAME "</stack></error>",
		&findings, &error));
	assert_int_equal(findings.count, 0);
}

static void an_unknown_kind_is_an_error_that_names_it(void **state)
{
	char *error = NULL;

	(void)state;
	assert_false(written_findings(&vg_helgrind,
				      "<error><kind>Telepathy</kind><what>a</what></error>",
				      &findings, &error));
	assert_non_null(strstr(error, "kind Telepathy"));
	free(error);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_race_shows_both_accesses, release),
		cmocka_unit_test_teardown(a_thread_that_the_submission_created_shows_where,
					  release),
		cmocka_unit_test_teardown(the_read_and_the_write_of_one_line_are_one_finding,
					  release),
		cmocka_unit_test_teardown(a_race_on_the_heap_shows_the_allocation, release),
		cmocka_unit_test_teardown(what_lies_in_another_object_is_not_the_students, release),
		cmocka_unit_test_teardown(a_lock_order_shows_three_places, release),
		cmocka_unit_test_teardown(each_misuse_of_a_lock_is_told_apart, release),
		cmocka_unit_test_teardown(
			a_thread_that_ends_with_a_lock_is_found_though_it_has_no_place, release),
		cmocka_unit_test_teardown(each_misuse_of_a_condition_or_barrier_is_told_apart,
					  release),
		cmocka_unit_test_teardown(a_failed_call_is_told_in_helgrinds_words, release),
		cmocka_unit_test_teardown(a_race_with_the_harness_itself_is_dropped, release),
		cmocka_unit_test_teardown(an_unknown_kind_is_an_error_that_names_it, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
