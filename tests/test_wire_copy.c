/* SPDX-License-Identifier: MIT */
/* How much of a wire the judge believes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "seal.h"
#include "wire_copy.h"

static const uint64_t key[2] = {0x0123456789abcdef, 0xfedcba9876543210};

static struct wire wire;

static int begin(void **state)
{
	(void)state;
	wire = (struct wire){.magic = WIRE_MAGIC};
	return 0;
}

static void end_with(enum wire_state state)
{
	atomic_store(&wire.state, state);
	wire.seal = seal_of(key, &wire);
}

static enum wire_state believed(bool begun)
{
	struct wire *copy = wire_copy(&wire, key, begun);
	enum wire_state state = atomic_load(&copy->state);

	free(copy);
	return state;
}

/* The vector that the paper's appendix gives, of the bytes 0 to 14, is no multiple of a word; this
 * is the one of the reference implementation for the bytes 0 to 7. */
static void the_seal_is_siphash(void **state)
{
	const uint64_t paper[2] = {0x0706050403020100, 0x0f0e0d0c0b0a0908};
	struct seal_state s = seal_begin(paper);

	(void)state;
	seal_add(&s, 0x0706050403020100);
	assert_true(seal_end(&s, 1) == 0x93f5f5799a932462);
}

static void an_end_under_the_seal_is_believed(void **state)
{
	(void)state;
	end_with(WIRE_DONE);
	assert_int_equal(believed(true), WIRE_DONE);
	end_with(WIRE_BROKEN);
	assert_int_equal(believed(true), WIRE_BROKEN);
}

static void an_end_without_it_is_one_in_the_middle(void **state)
{
	(void)state;
	atomic_store(&wire.state, WIRE_DONE);
	assert_int_equal(believed(true), WIRE_LOADING);
	atomic_store(&wire.state, WIRE_BROKEN);
	assert_int_equal(believed(true), WIRE_LOADING);
}

static void what_was_changed_after_it_was_signed_is_not_believed(void **state)
{
	(void)state;
	atomic_store(&wire.findings_used, 1);
	end_with(WIRE_DONE);
	atomic_store(&wire.findings_used, 0);
	assert_int_equal(believed(true), WIRE_LOADING);
	end_with(WIRE_DONE);
	wire.complete = 1;
	assert_int_equal(believed(true), WIRE_LOADING);
	end_with(WIRE_DONE);
	atomic_store(&wire.runs_done, 1000000);
	assert_int_equal(believed(true), WIRE_LOADING);
	end_with(WIRE_BROKEN);
	atomic_store(&wire.state, WIRE_DONE);
	assert_int_equal(believed(true), WIRE_LOADING);
}

static void another_key_is_no_key(void **state)
{
	const uint64_t other[2] = {key[0], key[1] ^ 1};

	(void)state;
	atomic_store(&wire.state, WIRE_DONE);
	wire.seal = seal_of(other, &wire);
	assert_int_equal(believed(true), WIRE_LOADING);
}

static void a_run_that_is_stuck_has_said_why(void **state)
{
	(void)state;
	atomic_store(&wire.state, WIRE_STUCK);
	assert_int_equal(believed(true), WIRE_LOADING);
	atomic_store(&wire.findings_used, 1);
	assert_int_equal(believed(true), WIRE_STUCK);
}

static void a_submission_cannot_take_back_that_it_was_loaded(void **state)
{
	(void)state;
	atomic_store(&wire.state, WIRE_NEW);
	assert_int_equal(believed(true), WIRE_LOADING);
}

static void before_it_is_loaded_only_the_runtime_can_have_spoken(void **state)
{
	(void)state;
	atomic_store(&wire.state, WIRE_BROKEN);
	assert_int_equal(believed(false), WIRE_BROKEN);
	atomic_store(&wire.state, WIRE_RUNNING);
	assert_int_equal(believed(false), WIRE_NEW);
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_seal_is_siphash),
		TEST(an_end_under_the_seal_is_believed),
		TEST(an_end_without_it_is_one_in_the_middle),
		TEST(what_was_changed_after_it_was_signed_is_not_believed),
		TEST(another_key_is_no_key),
		TEST(a_run_that_is_stuck_has_said_why),
		TEST(a_submission_cannot_take_back_that_it_was_loaded),
		TEST(before_it_is_loaded_only_the_runtime_can_have_spoken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
