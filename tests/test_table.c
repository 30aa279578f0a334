/* SPDX-License-Identifier: MIT */
/* The table lab x checker: as found on a terminal, without chance in CHECKERS.md. */
#include "../harness/table.h"
#include "made_results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_LOCK_ORDER, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .false_alarm = "It is late."},
	{0},
};
static const struct lab lab = {.title = "A lab", .declared = declared};
static struct table table;

static struct checking make_checking(void)
{
	struct checking checking = {.results = calloc(2, sizeof(struct result)), .count = 2};

	assert_non_null(checking.results);
	checking.results[0].checker = "stress";
	checking.results[0].status = STATUS_NO_FAILURE_FOUND;
	checking.results[1].checker = "tsan";
	checking.results[1].status = STATUS_CLEAN;
	return checking;
}

/* A starter as declared, without luck, and a reference with a false alarm. */
static int begin(void **state)
{
	(void)state;
	*table_add(&table) = (struct table_row){"01-a", &lab, true, make_checking()};
	*table_add(&table) = (struct table_row){"01-a", &lab, false, make_checking()};
	made_finding(&table.rows[0].checking.results[1], FINDING_LOCK_ORDER, "two orders");
	made_finding(&table.rows[1].checking.results[1], FINDING_DATA_RACE, "alarm")->known_false =
		true;
	return 0;
}

static int end(void **state)
{
	(void)state;
	table_release(&table);
	return 0;
}

static void chance_does_not_change_the_markdown(void **state)
{
	char *without = table_markdown(&table), *with;

	(void)state;
	made_finding(&table.rows[0].checking.results[0], FINDING_DEADLOCK, "stuck");
	with = table_markdown(&table);
	assert_string_equal(without, with);
	assert_non_null(strstr(with, "| 01-a | starter | sometimes deadlock | lock-order |\n"));
	assert_non_null(strstr(with, "| 01-a | reference | clean | data-race\\* |\n"));
	free(without);
	free(with);
}

static void as_declared_is_no_surprise(void **state)
{
	(void)state;
	assert_int_equal(table_surprises(&table), 0);
	made_finding(&table.rows[0].checking.results[0], FINDING_DEADLOCK, "stuck");
	assert_int_equal(table_surprises(&table), 0);
}

static void what_no_row_foresees_is_a_surprise(void **state)
{
	(void)state;
	made_finding(&table.rows[0].checking.results[0], FINDING_CRASH, "boom");
	made_finding(&table.rows[1].checking.results[1], FINDING_LOCK_ORDER, "two orders");
	assert_int_equal(table_surprises(&table), 2);
}

static void a_declared_finding_that_does_not_come_is_a_surprise(void **state)
{
	struct paper paper;
	char *text;

	(void)state;
	result_release(&table.rows[0].checking.results[1]);
	table.rows[0].checking.results[1].findings = (struct findings){0};
	assert_int_equal(table_surprises(&table), 1);
	paper_init(&paper, false);
	table_text(&paper, &table);
	text = paper_take(&paper);
	assert_non_null(strstr(text, "no lock-order!"));
	free(text);
}

static void a_checker_that_did_not_run_is_no_surprise(void **state)
{
	(void)state;
	result_release(&table.rows[0].checking.results[1]);
	table.rows[0].checking.results[1].findings = (struct findings){0};
	table.rows[0].checking.results[1].status = STATUS_SKIPPED;
	assert_int_equal(table_surprises(&table), 0);
}

static void the_table_goes_between_its_marker_lines_and_nowhere_else(void **state)
{
	char *text = table_insert("before\n" TABLE_BEGIN "\nold\n" TABLE_END "\nafter\n",
				  TABLE_BEGIN "\nnew\n" TABLE_END "\n");

	(void)state;
	assert_string_equal(text, "before\n" TABLE_BEGIN "\nnew\n" TABLE_END "\nafter\n");
	free(text);
	assert_null(table_insert("before\nafter\n", "new"));
	assert_null(table_insert(TABLE_END "\n" TABLE_BEGIN "\n", "new"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(chance_does_not_change_the_markdown),
		CASE(as_declared_is_no_surprise),
		CASE(what_no_row_foresees_is_a_surprise),
		CASE(a_declared_finding_that_does_not_come_is_a_surprise),
		CASE(a_checker_that_did_not_run_is_no_surprise),
		CASE(the_table_goes_between_its_marker_lines_and_nowhere_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
