/* SPDX-License-Identifier: MIT */
/* What DRD's errors become: all of its kinds were provoked, see captured/README.md. */
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

static const struct finding *expect(enum finding_kind kind, const char *message, unsigned line)
{
	const struct finding *finding = find_message(&findings, message);

	if (finding == NULL)
		fail_msg("no finding says: %s", message);
	assert_string_equal(finding_kind_name(finding->kind), finding_kind_name(kind));
	assert_true(finding->nplaces > 0);
	assert_int_equal(finding->places[0].spot.line, line);
	return finding;
}

static void a_race_shows_one_access_only(void **state)
{
	const struct finding *race;

	(void)state;
	findings = captured_findings(&vg_drd, "races.drd", "races");
	assert_int_equal(findings.count, 5);
	race = &findings.items[0];
	assert_int_equal(race->kind, FINDING_DATA_RACE);
	assert_int_equal(race->nplaces, 1);
	assert_string_equal(race->places[0].role, "reads");
	assert_string_equal(race->places[0].thread, "T2");
	assert_string_equal(race->places[0].callers[0].function, "unlocked");
}

static void a_race_with_a_living_thread_shows_where_that_was(void **state)
{
	const struct finding *race;

	(void)state;
	findings = captured_findings(&vg_drd, "alive.drd", "alive");
	assert_int_equal(findings.count, 1);
	race = &findings.items[0];
	assert_int_equal(race->nplaces, 3);
	assert_int_equal(race->places[0].spot.line, 26);
	assert_string_equal(race->places[1].role, "the other comes after");
	assert_int_equal(race->places[1].spot.line, 14);
	assert_string_equal(race->places[2].role, "... and before");
	assert_int_equal(race->places[2].spot.line, 16);
}

static void a_race_on_the_heap_shows_the_allocation(void **state)
{
	const struct finding *race;

	(void)state;
	findings = captured_findings(&vg_drd, "races.drd", "races");
	race = expect(FINDING_DATA_RACE,
		      "a heap block: T2 reads here, another thread uses it too, and "
		      "nothing orders the two",
		      43);
	assert_string_equal(race->places[1].role, "allocated in");
	assert_int_equal(race->places[1].spot.line, 53);
}

static void each_misuse_of_a_lock_is_told_apart(void **state)
{
	(void)state;
	findings = captured_findings(&vg_drd, "misuse.drd", "misuse");
	expect(FINDING_LOCK_MISUSE, "main gives up a mutex that it does not hold", 68);
	expect(FINDING_LOCK_MISUSE, "main locks a mutex that it holds already", 39);
	expect(FINDING_LOCK_MISUSE, "main destroys a mutex that is locked", 80);
	expect(FINDING_LOCK_MISUSE, "main uses as a mutex what is none", 73);
	expect(FINDING_LOCK_MISUSE, "Reader-writer lock not locked by calling thread: rwlock.", 78);
}

static void a_kept_mutex_is_not_blamed_on_the_thread_that_joins(void **state)
{
	(void)state;
	findings = captured_findings(&vg_drd, "misuse.drd", "misuse");
	assert_string_equal(expect(FINDING_LOCK_MISUSE, "a thread ends while it holds a mutex", 26)
				    ->places[0]
				    .role,
			    "first used in");
}

static void each_misuse_of_conditions_semaphores_and_barriers_is_told_apart(void **state)
{
	(void)state;
	findings = captured_findings(&vg_drd, "waits.drd", "waits");
	assert_int_equal(findings.count, 9);
	expect(FINDING_LOCK_MISUSE,
	       "thread #3 waits on a condition with another mutex than the other waiters", 34);
	expect(FINDING_LOCK_MISUSE,
	       "main signals a condition without holding the mutex that goes with it", 66);
	expect(FINDING_LOCK_MISUSE, "destruction of condition variable being waited upon: cond",
	       78);
	expect(FINDING_LOCK_MISUSE,
	       "thread #2 meets a condition that was destroyed while a thread waits on it", 44);
	expect(FINDING_LOCK_MISUSE, "Semaphore reinitialization: semaphore", 94);
	expect(FINDING_LOCK_MISUSE, "Not a semaphore", 96);
	expect(FINDING_LOCK_MISUSE, "Barrier reinitialization: barrier", 99);
	expect(FINDING_LOCK_MISUSE, "Not a barrier", 102);
}

static void a_lock_held_too_long_is_serialised(void **state)
{
	(void)state;
	findings = captured_findings(&vg_drd, "hold.drd", "hold");
	assert_int_equal(findings.count, 2);
	assert_int_equal(findings.items[0].kind, FINDING_SERIALISED);
	assert_int_equal(findings.items[0].places[0].spot.line, 13);
	assert_string_equal(findings.items[0].places[1].role, "took it");
	assert_int_equal(findings.items[0].places[1].spot.line, 11);
}

static void an_unknown_kind_is_an_error_that_names_it(void **state)
{
	char *error = NULL;

	(void)state;
	assert_false(written_findings(
		&vg_drd, "<error><kind>Telepathy</kind><what>a</what></error>", &findings, &error));
	assert_non_null(strstr(error, "kind Telepathy"));
	free(error);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_race_shows_one_access_only, release),
		cmocka_unit_test_teardown(a_race_with_a_living_thread_shows_where_that_was,
					  release),
		cmocka_unit_test_teardown(a_race_on_the_heap_shows_the_allocation, release),
		cmocka_unit_test_teardown(each_misuse_of_a_lock_is_told_apart, release),
		cmocka_unit_test_teardown(a_kept_mutex_is_not_blamed_on_the_thread_that_joins,
					  release),
		cmocka_unit_test_teardown(
			each_misuse_of_conditions_semaphores_and_barriers_is_told_apart, release),
		cmocka_unit_test_teardown(a_lock_held_too_long_is_serialised, release),
		cmocka_unit_test_teardown(an_unknown_kind_is_an_error_that_names_it, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
