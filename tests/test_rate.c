/* SPDX-License-Identifier: MIT */
/* Confidence intervals against values of Clopper and Pearson's that are known in closed form or print. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "rate.h"

static void assert_interval(uint64_t failed, uint64_t runs, double low, double high)
{
	double got_low, got_high;

	rate_interval(failed, runs, &got_low, &got_high);
	assert_true(fabs(got_low - low) < 1);
	assert_true(fabs(got_high - high) < 1);
}

static void none_of_n_has_the_closed_form(void **state)
{
	(void)state;
	assert_interval(0, 10, 0, 1e6 * (1 - pow(0.025, 1.0 / 10)));
	assert_interval(0, 1000000, 0, 1e6 * (1 - pow(0.025, 1e-6)));
}

static void all_of_n_has_the_closed_form(void **state)
{
	(void)state;
	assert_interval(10, 10, 1e6 * pow(0.025, 1.0 / 10), 1e6);
}

static void half_of_ten_is_as_in_the_tables(void **state)
{
	(void)state;
	assert_interval(5, 10, 187086, 812914);
}

static void no_runs_say_nothing(void **state)
{
	(void)state;
	assert_interval(0, 0, 0, 1e6);
}

static void a_few_in_a_million_have_an_interval(void **state)
{
	double low, high;

	(void)state;
	for (uint64_t failed = 1; failed <= 1000000; failed *= 10) {
		rate_interval(failed, 1008600, &low, &high);
		assert_true(low < 1e6 * (double)failed / 1008600);
		assert_true(high > 1e6 * (double)failed / 1008600);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(none_of_n_has_the_closed_form),
		cmocka_unit_test(all_of_n_has_the_closed_form),
		cmocka_unit_test(half_of_ten_is_as_in_the_tables),
		cmocka_unit_test(no_runs_say_nothing),
		cmocka_unit_test(a_few_in_a_million_have_an_interval),
	};

	return cmocka_run_group_tests_name("rate", tests, NULL, NULL);
}
