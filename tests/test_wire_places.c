/* SPDX-License-Identifier: MIT */
/* Sentences, places and the folding of equal findings, from hand-made wires. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "made_wire.h"

static void assert_says(struct made_wire *made, const char *message)
{
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 1);
	assert_string_equal(made->list.items[0].message, message);
}

/* ---- sentences ---- */

static void a_deadlock_says_who_holds_what_and_waits_for_what(void **state)
{
	struct made_wire *made = *state;
	struct wire_finding *finding = made_wire_finding(made, FINDING_DEADLOCK, "lock cycle");

	made_wire_place(finding, "T1", "waits for", "first", "b");
	made_wire_place(finding, "T2", "waits for", "second", "a");
	made_wire_place(finding, "T2", "holds", "third", "b");
	made_wire_place(finding, "T1", "holds", "fourth", "a");
	assert_says(made, "lock cycle: T1 holds a and waits for b; T2 holds b and waits for a");
	assert_int_equal(made->list.items[0].nplaces, 4);
}

static void a_waiter_with_several_locks_or_none_is_described_all_the_same(void **state)
{
	struct made_wire *made = *state;
	struct wire_finding *finding = made_wire_finding(made, FINDING_DEADLOCK, "join cycle");

	made_wire_place(finding, "T1", "waits for", "first", NULL);
	made_wire_place(finding, "T2", "waits for", "second", "a");
	made_wire_place(finding, "T1", "holds", "third", "a");
	made_wire_place(finding, "T1", "holds", "third", "c");
	made_wire_place(finding, "T1", "holds", "fourth", NULL);
	assert_says(made, "join cycle: T1 holds a, c, a lock and waits for others; "
			  "T2 waits for a");
}

static void a_race_names_the_variable_and_both_sides(void **state)
{
	struct made_wire *made = *state;
	struct wire_finding *finding = made_wire_finding(made, FINDING_DATA_RACE, "data race");

	made_wire_place(finding, "T1", "writes", "first", "hits");
	made_wire_place(finding, "T2", "reads", "second", "hits");
	assert_says(made, "data race on hits: T1 writes, T2 reads");
}

static void a_race_with_one_side_known_names_that(void **state)
{
	struct made_wire *made = *state;
	struct wire_finding *finding = made_wire_finding(made, FINDING_DATA_RACE, "data race");
	struct wire_place *place = made_wire_place(finding, "T1", "writes", "first", NULL);

	place->object = (struct wire_object){.space = SPACE_HEAP, .at = 32};
	made_wire_place(finding, "T2", "reads", NULL, "hits"); /* no line: left out */
	assert_says(made, "data race on heap memory (+32): T1 writes");
}

static void a_race_without_a_line_keeps_its_message(void **state)
{
	struct made_wire *made = *state;

	made_wire_finding(made, FINDING_DATA_RACE, "data race");
	assert_says(made, "data race");
}

static void a_lock_order_names_the_locks_and_nothing_else(void **state)
{
	struct made_wire *made = *state;
	struct wire_finding *finding =
		made_wire_finding(made, FINDING_LOCK_ORDER, "locks in both orders");

	made_wire_place(finding, "T1", "lock", "first", "a");
	made_wire_place(finding, "T2", "lock", "second", "b");
	made_wire_place(finding, "T1", "created in", "third", "hits");
	assert_says(made, "locks in both orders: a, b");
}

static void other_findings_name_their_first_object(void **state)
{
	struct made_wire *made = *state;
	struct wire_finding *finding =
		made_wire_finding(made, FINDING_LOCK_MISUSE, "unlocked twice");

	made_wire_place(finding, "T1", "unlocks", "first", "a");
	made_wire_place(finding, "T1", "unlocks", "first", "b");
	assert_says(made, "unlocked twice: a");
}

/* ---- places ---- */

static void a_place_has_its_line_its_function_and_its_callers(void **state)
{
	struct made_wire *made = *state;
	struct wire_finding *finding = made_wire_finding(made, FINDING_CRASH, "segmentation fault");
	struct wire_place *from = made_wire_place(finding, "T2", "writes", "second", NULL);
	const struct place *place;

	from->callers[0] = made_wire_offset("third");
	from->callers[1] = 1; /* no instruction */
	from->callers[2] = made_wire_offset("fourth");
	from->callers[4] = made_wire_offset("first"); /* behind the end */
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.items[0].nplaces, 1);
	place = &made->list.items[0].places[0];
	assert_string_equal(place->spot.file, "it.c");
	assert_int_equal(place->spot.line, 5);
	assert_string_equal(place->spot.function, "second");
	assert_string_equal(place->thread, "T2");
	assert_string_equal(place->role, "writes");
	assert_null(place->object);
	assert_int_equal(place->ncallers, 2);
	assert_string_equal(place->callers[0].function, "third");
	assert_string_equal(place->callers[1].function, "fourth");
}

static void a_place_without_a_line_is_left_out(void **state)
{
	struct made_wire *made = *state;
	struct wire_finding *finding = made_wire_finding(made, FINDING_CRASH, "segmentation fault");

	made_wire_place(finding, "T1", "writes", NULL, "hits");
	made_wire_place(finding, "T1", "writes", "hits", "hits"); /* a variable is no code */
	made_wire_place(finding, "T1", "writes", "third", "hits")->callers[0] = UINT64_MAX;
	assert_says(made, "segmentation fault: hits");
	assert_int_equal(made->list.items[0].nplaces, 1);
	assert_int_equal(made->list.items[0].places[0].spot.line, 6);
	assert_int_equal(made->list.items[0].places[0].ncallers, 0);
}

static void without_symbols_a_finding_has_its_message_alone(void **state)
{
	struct made_wire *made = *state;

	made_wire_place(made_wire_finding(made, FINDING_CRASH, "segmentation fault"), "T1",
			"writes", "first", "hits");
	assert_true(wire_read(&made->landing, NULL, &made->list, &made->error));
	assert_int_equal(made->list.count, 1);
	assert_string_equal(made->list.items[0].message, "segmentation fault");
	assert_int_equal(made->list.items[0].nplaces, 0);
}

/* All counts at their limits, all numbers absurd. */
static void a_wire_full_of_nonsense_is_survived(void **state)
{
	struct made_wire *made = *state;
	struct wire *wire = &made->wire;

	memset(wire->findings, 0xff, sizeof wire->findings);
	atomic_store(&wire->findings_used, WIRE_FINDINGS);
	for (unsigned i = 0; i < WIRE_FINDINGS; i++) {
		struct wire_finding *finding = &wire->findings[i];

		finding->kind = i;
		finding->places_used = WIRE_PLACES;
		finding->message[WIRE_TEXT - 1] = '\0';
		for (unsigned j = 0; j < WIRE_PLACES; j++) {
			finding->places[j].object.space = i + j;
			finding->places[j].pc = j % 2 ? made_wire_offset("first") : UINT64_MAX;
			finding->places[j].thread[WIRE_THREADS - 1] = '\0';
			finding->places[j].role[sizeof finding->places[j].role - 1] = '\0';
		}
	}
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, FINDING_KINDS);
}

/* ---- one finding of several ---- */

static void an_equal_finding_is_counted_with_the_first(void **state)
{
	struct made_wire *made = *state;

	for (unsigned i = 0; i < 3; i++) {
		struct wire_finding *finding =
			made_wire_finding(made, FINDING_DATA_RACE, "data race");

		made_wire_place(finding, "T1", "writes", i == 1 ? "second" : "first", "hits");
		made_wire_place(finding, "T2", "reads", i == 1 ? "first" : "second", "hits");
		finding->run = 30 - 10 * i;
		finding->times = 5;
	}
	assert_says(made, "data race on hits: T1 writes, T2 reads");
	assert_int_equal(made->list.items[0].run, 10);
	assert_int_equal(made->list.items[0].times, 15);
}

static void what_several_runners_found_is_counted_together(void **state)
{
	struct made_wire *made = *state;

	made_wire_place(made_wire_finding(made, FINDING_ASSERTION, "it is 3"), "T1", "fails",
			"first", NULL);
	assert_true(made_wire_read(made));
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 1);
	assert_int_equal(made->list.items[0].times, 2);
}

static void races_on_other_lines_stay_apart(void **state)
{
	struct made_wire *made = *state;

	made_wire_place(made_wire_finding(made, FINDING_DATA_RACE, "data race"), "T1", "writes",
			"first", "hits");
	made_wire_place(made_wire_finding(made, FINDING_DATA_RACE, "data race"), "T1", "writes",
			"second", "hits");
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 2);
}

/* Four threads in a cycle, then two: whichever comes first, the two are shown. */
static void of_deadlocks_of_one_class_the_simpler_is_shown(void **state)
{
	for (int simple_first = 0; simple_first < 2; simple_first++) {
		struct made_wire *made = *state;
		struct wire_finding *one = made_wire_finding(made, FINDING_DEADLOCK, "lock cycle");
		struct wire_finding *two = made_wire_finding(made, FINDING_DEADLOCK, "lock cycle");
		struct wire_finding *simple = simple_first ? one : two;
		struct wire_finding *rich = simple_first ? two : one;

		simple->run = 9;
		made_wire_place(simple, "T1", "waits for", "first", "b");
		made_wire_place(simple, "T2", "waits for", "second", "a");
		rich->run = 4;
		made_wire_place(rich, "T3", "waits for", "third", "c");
		made_wire_place(rich, "T1", "waits for", "first", "b");
		made_wire_place(rich, "T2", "waits for", "second", "a");
		assert_says(made, "lock cycle: T1 waits for b; T2 waits for a");
		assert_int_equal(made->list.items[0].nplaces, 2);
		assert_int_equal(made->list.items[0].run, 4);
		assert_int_equal(made->list.items[0].times, 2);
		made_wire_end(state);
		made_wire_begin(state);
	}
}

static void deadlocks_of_two_classes_stay_apart(void **state)
{
	struct made_wire *made = *state;

	made_wire_place(made_wire_finding(made, FINDING_DEADLOCK, "lock cycle"), "T1", "waits for",
			"first", "a");
	made_wire_place(made_wire_finding(made, FINDING_DEADLOCK, "lock cycle of another kind"),
			"T1", "waits for", "second", "a");
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 2);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, made_wire_begin, made_wire_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_deadlock_says_who_holds_what_and_waits_for_what),
		CASE(a_waiter_with_several_locks_or_none_is_described_all_the_same),
		CASE(a_race_names_the_variable_and_both_sides),
		CASE(a_race_with_one_side_known_names_that),
		CASE(a_race_without_a_line_keeps_its_message),
		CASE(a_lock_order_names_the_locks_and_nothing_else),
		CASE(other_findings_name_their_first_object),
		CASE(a_place_has_its_line_its_function_and_its_callers),
		CASE(a_place_without_a_line_is_left_out),
		CASE(without_symbols_a_finding_has_its_message_alone),
		CASE(a_wire_full_of_nonsense_is_survived),
		CASE(an_equal_finding_is_counted_with_the_first),
		CASE(what_several_runners_found_is_counted_together),
		CASE(races_on_other_lines_stay_apart),
		CASE(of_deadlocks_of_one_class_the_simpler_is_shown),
		CASE(deadlocks_of_two_classes_stay_apart),
	};

	return cmocka_run_group_tests_name("wire_places", tests, made_wire_begin_group,
					   made_wire_end_group);
}
