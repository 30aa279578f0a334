/* SPDX-License-Identifier: MIT */
/* What becomes of what a runner wrote: by hand-made wires, no runner. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "wire_read.h"

struct fixture {
	struct landing landing;
	struct wire wire;
	struct findings list;
	char *error;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);

	fixture->landing.wire = &fixture->wire;
	fixture->landing.errors = "";
	atomic_store(&fixture->wire.state, WIRE_DONE);
	*state = fixture;
	return 0;
}

static int end(void **state)
{
	struct fixture *fixture = *state;

	findings_release(&fixture->list);
	free(fixture->error);
	free(fixture);
	return 0;
}

static bool read_it(struct fixture *fixture)
{
	return wire_read(&fixture->landing, NULL, &fixture->list, &fixture->error);
}

static struct wire_finding *add(struct fixture *fixture, unsigned kind, const char *message)
{
	uint32_t used = atomic_fetch_add(&fixture->wire.findings_used, 1);
	struct wire_finding *finding = &fixture->wire.findings[used];

	finding->kind = kind;
	finding->run = finding->times = 1;
	strcpy(finding->message, message);
	return finding;
}

static void a_finished_runner_without_findings_gives_none(void **state)
{
	struct fixture *fixture = *state;

	assert_true(read_it(fixture));
	assert_int_equal(fixture->list.count, 0);
}

static void what_the_runner_says_of_itself_is_an_error_and_no_finding(void **state)
{
	struct fixture *fixture = *state;

	atomic_store(&fixture->wire.state, WIRE_BROKEN);
	strcpy(fixture->wire.error, "no memory");
	assert_false(read_it(fixture));
	assert_string_equal(fixture->error, "no memory");
	assert_int_equal(fixture->list.count, 0);
}

static void a_runner_that_never_began_is_an_error(void **state)
{
	struct fixture *fixture = *state;

	atomic_store(&fixture->wire.state, WIRE_NEW);
	fixture->landing.status = 127 << 8;
	assert_false(read_it(fixture));
	assert_int_equal(fixture->list.count, 0);
}

static void a_runner_that_left_in_the_middle_is_a_wrong_exit(void **state)
{
	struct fixture *fixture = *state;

	atomic_store(&fixture->wire.state, WIRE_RUNNING);
	assert_true(read_it(fixture));
	assert_int_equal(fixture->list.count, 1);
	assert_int_equal(fixture->list.items[0].kind, FINDING_WRONG_EXIT);
}

static void a_submission_that_ends_it_while_it_is_loaded_is_a_wrong_exit(void **state)
{
	struct fixture *fixture = *state;

	atomic_store(&fixture->wire.state, WIRE_LOADING);
	assert_true(read_it(fixture));
	assert_int_equal(fixture->list.items[0].kind, FINDING_WRONG_EXIT);
}

static void a_runner_that_was_killed_is_a_crash(void **state)
{
	struct fixture *fixture = *state;

	atomic_store(&fixture->wire.state, WIRE_RUNNING);
	fixture->landing.status = SIGSEGV;
	assert_true(read_it(fixture));
	assert_int_equal(fixture->list.items[0].kind, FINDING_CRASH);
}

static void the_guard_is_no_finding(void **state)
{
	struct fixture *fixture = *state;

	atomic_store(&fixture->wire.state, WIRE_RUNNING);
	fixture->landing.guarded = true;
	fixture->landing.status = SIGKILL;
	assert_true(read_it(fixture));
	assert_int_equal(fixture->list.count, 0);
}

static void a_kind_out_of_range_is_passed_over(void **state)
{
	struct fixture *fixture = *state;

	add(fixture, FINDING_KINDS, "scribble");
	add(fixture, 0xffffffff, "scribble");
	assert_true(read_it(fixture));
	assert_int_equal(fixture->list.count, 0);
}

static void deadlocks_of_one_class_are_one(void **state)
{
	struct fixture *fixture = *state;

	add(fixture, FINDING_DEADLOCK, "lock cycle");
	add(fixture, FINDING_DEADLOCK, "lock cycle")->times = 4;
	assert_true(read_it(fixture));
	assert_int_equal(fixture->list.count, 1);
	assert_int_equal(fixture->list.items[0].times, 5);
}

static void findings_of_several_kinds_stay_apart(void **state)
{
	struct fixture *fixture = *state;

	add(fixture, FINDING_DEADLOCK, "lock cycle");
	add(fixture, FINDING_ASSERTION, "it is 3");
	assert_true(read_it(fixture));
	assert_int_equal(fixture->list.count, 2);
	assert_string_equal(fixture->list.items[1].message, "it is 3");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

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
		CASE(findings_of_several_kinds_stay_apart),
	};

	return cmocka_run_group_tests_name("wire_read", tests, NULL, NULL);
}
