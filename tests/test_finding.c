/* SPDX-License-Identifier: MIT */
/* When two findings are the same for a person. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "made_results.h"
#include "text.h"

#define MOST 8

static struct result made;

static int end(void **state)
{
	(void)state;
	made_release(&made, 1);
	made = (struct result){0};
	return 0;
}

/* Findings by number: the list may move when it grows. */
static size_t race(unsigned first, unsigned second)
{
	made_race(&made, first, second, NULL);
	return made.findings.count - 1;
}

static size_t bare(enum finding_kind kind, const char *message)
{
	made_finding(&made, kind, message);
	return made.findings.count - 1;
}

static struct finding *item(size_t index)
{
	return &made.findings.items[index];
}

/* Whichever of the two is asked. */
static bool same(size_t a, size_t b)
{
	bool answer = finding_same(item(a), item(b));

	assert_int_equal(answer, finding_same(item(b), item(a)));
	return answer;
}

static void the_order_of_two_places_does_not_count(void **state)
{
	(void)state;
	assert_true(same(race(3, 9), race(9, 3)));
}

static void another_line_is_another_finding(void **state)
{
	(void)state;
	assert_false(same(race(3, 9), race(3, 10)));
	assert_false(same(race(3, 3), race(3, 9)));
}

static void one_line_twice_is_not_two_lines_once(void **state)
{
	(void)state;
	assert_false(same(race(3, 3), race(3, 4)));
	assert_false(same(race(4, 4), race(3, 4)));
	assert_true(same(race(3, 3), race(3, 3)));
}

static void another_kind_is_another_finding(void **state)
{
	size_t a = race(3, 9), b = race(3, 9);

	(void)state;
	item(b)->kind = FINDING_LOCK_ORDER;
	assert_false(same(a, b));
}

static void another_file_is_another_finding(void **state)
{
	size_t a = race(3, 9), b = race(3, 9);
	char *file = item(b)->places[0].spot.file;

	(void)state;
	item(b)->places[0].spot.file = format_string("scenario.c");
	free(file);
	assert_false(same(a, b));
}

static void columns_threads_and_objects_do_not_count(void **state)
{
	size_t a = race(3, 9), b = race(3, 9);

	(void)state;
	item(b)->places[0].spot.column = 99;
	free(item(b)->places[0].thread);
	item(b)->places[0].thread = format_string("T77");
	free(item(b)->places[1].object);
	item(b)->places[1].object = format_string("hits");
	assert_true(same(a, b));
}

static void a_third_place_does_not_count(void **state)
{
	size_t a = race(3, 9), b = race(3, 9);

	(void)state;
	made_place(item(b), "lab.c", 20, 1, NULL);
	assert_true(same(a, b));
}

static void one_place_is_the_same_as_that_place_twice(void **state)
{
	size_t a = race(3, 3), b = bare(FINDING_DATA_RACE, "a race");

	(void)state;
	made_place(item(b), "lab.c", 3, 1, NULL);
	assert_true(same(a, b));
}

static void findings_without_a_place_are_told_from_those_with_one(void **state)
{
	size_t a = bare(FINDING_DEADLOCK, "a"), b = bare(FINDING_DEADLOCK, "b"),
	       c = bare(FINDING_DEADLOCK, "c");

	(void)state;
	made_place(item(c), "lab.c", 0, 0, NULL);
	assert_true(same(a, b));
	assert_false(same(a, c));
}

static void everything_is_the_same_as_itself(void **state)
{
	size_t a = race(1, 2), b = bare(FINDING_CRASH, "it crashed");

	(void)state;
	assert_true(same(a, a));
	assert_true(same(b, b));
}

/* Over all races on lines 1 to 3: of what is the same in turn, the ends are the same too. */
static void sameness_is_handed_on(void **state)
{
	size_t all[9], used = 0;

	(void)state;
	for (unsigned i = 1; i <= 3; i++)
		for (unsigned j = 1; j <= 3; j++)
			all[used++] = race(i, j);
	for (size_t a = 0; a < used; a++)
		for (size_t b = 0; b < used; b++)
			for (size_t c = 0; c < used; c++)
				assert_true(!same(all[a], all[b]) || !same(all[b], all[c]) ||
					    same(all[a], all[c]));
}

static void lists_grow_empty_items_and_are_released_twice(void **state)
{
	struct findings list = {0};

	(void)state;
	for (unsigned i = 0; i < MOST; i++) {
		struct finding *finding = findings_add(&list, FINDING_LEAK);
		struct place *place = finding_add_place(finding);
		struct spot *caller = place_add_caller(place);

		assert_null(finding->message);
		assert_int_equal(finding->nplaces, 1);
		assert_null(place->spot.file);
		assert_int_equal(place->ncallers, 1);
		assert_null(caller->file);
		assert_int_equal(caller->line, 0);
	}
	assert_int_equal(list.count, MOST);
	findings_release(&list);
	assert_int_equal(list.count, 0);
	findings_release(&list);
}

#define CASE(name) cmocka_unit_test_teardown(name, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_order_of_two_places_does_not_count),
		CASE(another_line_is_another_finding),
		CASE(one_line_twice_is_not_two_lines_once),
		CASE(another_kind_is_another_finding),
		CASE(another_file_is_another_finding),
		CASE(columns_threads_and_objects_do_not_count),
		CASE(a_third_place_does_not_count),
		CASE(one_place_is_the_same_as_that_place_twice),
		CASE(findings_without_a_place_are_told_from_those_with_one),
		CASE(everything_is_the_same_as_itself),
		CASE(sameness_is_handed_on),
		CASE(lists_grow_empty_items_and_are_released_twice),
	};

	return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}
