/* SPDX-License-Identifier: MIT */
/* What becomes of a runner's end and of what it says of itself: by hand-made wires, no runner. */
#include <setjmp.h>
#include <signal.h>
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

static void a_finished_runner_without_findings_gives_none(void **state)
{
	struct made_wire *made = *state;

	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 0);
}

static void what_the_runner_says_of_itself_is_an_error_and_no_finding(void **state)
{
	struct made_wire *made = *state;

	atomic_store(&made->wire.state, WIRE_BROKEN);
	strcpy(made->wire.error, "no memory");
	assert_false(made_wire_read(made));
	assert_string_equal(made->error, "no memory");
	assert_int_equal(made->list.count, 0);
}

static void a_runner_that_never_began_is_an_error(void **state)
{
	struct made_wire *made = *state;

	atomic_store(&made->wire.state, WIRE_NEW);
	made->landing.status = 127 << 8;
	assert_false(made_wire_read(made));
	assert_int_equal(made->list.count, 0);
}

static void a_runner_that_left_in_the_middle_is_a_wrong_exit(void **state)
{
	struct made_wire *made = *state;

	atomic_store(&made->wire.state, WIRE_RUNNING);
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 1);
	assert_int_equal(made->list.items[0].kind, FINDING_WRONG_EXIT);
}

static void a_submission_that_ends_it_while_it_is_loaded_is_a_wrong_exit(void **state)
{
	struct made_wire *made = *state;

	atomic_store(&made->wire.state, WIRE_LOADING);
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.items[0].kind, FINDING_WRONG_EXIT);
}

static void a_runner_that_was_killed_is_a_crash(void **state)
{
	struct made_wire *made = *state;

	atomic_store(&made->wire.state, WIRE_RUNNING);
	made->landing.status = SIGSEGV;
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.items[0].kind, FINDING_CRASH);
}

static void the_guard_is_no_finding(void **state)
{
	struct made_wire *made = *state;

	atomic_store(&made->wire.state, WIRE_RUNNING);
	made->landing.guarded = true;
	made->landing.status = SIGKILL;
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 0);
}

static void a_kind_out_of_range_is_passed_over(void **state)
{
	struct made_wire *made = *state;

	made_wire_finding(made, FINDING_KINDS, "scribble");
	made_wire_finding(made, 0xffffffff, "scribble");
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 0);
}

static void deadlocks_of_one_class_are_one(void **state)
{
	struct made_wire *made = *state;

	made_wire_finding(made, FINDING_DEADLOCK, "lock cycle");
	made_wire_finding(made, FINDING_DEADLOCK, "lock cycle")->times = 4;
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 1);
	assert_int_equal(made->list.items[0].times, 5);
}

static void a_runner_that_was_killed_after_its_work_is_no_finding(void **state)
{
	struct made_wire *made = *state;

	made->landing.status = SIGKILL;
	assert_true(made_wire_read(made));
	atomic_store(&made->wire.state, WIRE_STUCK);
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 0);
}

static void a_state_that_there_is_not_is_an_end_before_the_work_was_done(void **state)
{
	struct made_wire *made = *state;

	atomic_store(&made->wire.state, 0xffffffff);
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 1);
	assert_int_equal(made->list.items[0].kind, FINDING_WRONG_EXIT);
}

static void a_runner_that_never_began_hands_its_last_words_on(void **state)
{
	struct made_wire *made = *state;

	atomic_store(&made->wire.state, WIRE_NEW);
	made->landing.errors = "no such libc";
	assert_false(made_wire_read(made));
	assert_non_null(strstr(made->error, "no such libc"));
}

static void the_run_that_ended_the_runner_is_the_one_after_those_done(void **state)
{
	struct made_wire *made = *state;

	atomic_store(&made->wire.state, WIRE_RUNNING);
	atomic_store(&made->wire.runs_done, 41);
	made->landing.status = 3 << 8;
	assert_says(made, "the program ended its process (status 3) before its work was done");
	assert_int_equal(made->list.items[0].run, 42);
	assert_int_equal(made->list.items[0].times, 1);
}

static void findings_of_several_kinds_stay_apart(void **state)
{
	struct made_wire *made = *state;

	made_wire_finding(made, FINDING_DEADLOCK, "lock cycle");
	made_wire_finding(made, FINDING_ASSERTION, "it is 3");
	assert_true(made_wire_read(made));
	assert_int_equal(made->list.count, 2);
	assert_string_equal(made->list.items[1].message, "it is 3");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, made_wire_begin, made_wire_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_finished_runner_without_findings_gives_none),
		CASE(what_the_runner_says_of_itself_is_an_error_and_no_finding),
		CASE(a_runner_that_never_began_is_an_error),
		CASE(a_runner_that_left_in_the_middle_is_a_wrong_exit),
		CASE(a_submission_that_ends_it_while_it_is_loaded_is_a_wrong_exit),
		CASE(a_runner_that_was_killed_is_a_crash),
		CASE(the_guard_is_no_finding),
		CASE(a_kind_out_of_range_is_passed_over),
		CASE(deadlocks_of_one_class_are_one),
		CASE(a_runner_that_was_killed_after_its_work_is_no_finding),
		CASE(a_state_that_there_is_not_is_an_end_before_the_work_was_done),
		CASE(a_runner_that_never_began_hands_its_last_words_on),
		CASE(the_run_that_ended_the_runner_is_the_one_after_those_done),
		CASE(findings_of_several_kinds_stay_apart),
	};

	return cmocka_run_group_tests_name("wire_read", tests, made_wire_begin_group,
					   made_wire_end_group);
}
