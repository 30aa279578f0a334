/* SPDX-License-Identifier: MIT */
/* Data races, in explore: what orders two accesses, and what does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_explore.h"
#include "little_lab.h"
#include "text.h"

static void what_no_synchronisation_orders_is_a_race_whatever_the_schedule_was(void **state)
{
	(void)state;
	assert_finds("static int data;\nstatic atomic_int f;\n"
		     "static void a(unsigned s)\n{\n	(void)s;\n	data = 1;\n"
		     "	atomic_store_explicit(&f, 1, memory_order_relaxed);\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n"
		     "	if (atomic_load_explicit(&f, memory_order_relaxed))\n		data++;\n}\n",
		     "a, b", FINDING_DATA_RACE, "data");
}

static void release_and_acquire_fences_and_sequences_order(void **state)
{
	static const char *const stores[] = {
		"atomic_store_explicit(&f, 1, memory_order_release);",
		"atomic_thread_fence(memory_order_release); "
		"atomic_store_explicit(&f, 1, memory_order_relaxed);",
	};
	static const char *const loads[] = {
		"if (atomic_load_explicit(&f, memory_order_acquire))",
		"if (atomic_load_explicit(&f, memory_order_relaxed) && "
		"(atomic_thread_fence(memory_order_acquire), 1))",
	};

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		char *lab = format_string("static int data;\nstatic atomic_int f;\n"
					  "static void a(unsigned s)\n{\n	(void)s;\n	data = 1;\n	%s\n}\n"
					  "static void b(unsigned s)\n{\n	(void)s;\n	%s\n		data++;\n}\n",
					  stores[i % 2], loads[i / 2]);
		struct result result;

		little_lab(lab, "", "a, b", "", false);
		result = little_explore();
		little_print(&result);
		assert_int_equal(result.findings.count, 0);
		assert_true(result.complete);
		result_release(&result);
		free(lab);
	}
}

static void copies_and_hidden_state_race_like_loops_would(void **state)
{
	(void)state;
	assert_finds("static char t[8];\nstatic void a(unsigned s)\n{\n	char mine[8] = \"abc\";\n\n	(void)s;\n"
		     "	memcpy(t, mine, 8);\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n	t[3]++;\n}\n",
		     "a, b", FINDING_DATA_RACE, "t");
	assert_finds("static void a(unsigned s)\n{\n	char mine[8] = \"a b\";\n\n	(void)s;\n	strtok(mine, \" \");\n}\n",
		     "a, a", FINDING_DATA_RACE, "");
}

static void what_printf_and_its_kin_read_and_write_races(void **state)
{
	(void)state;
	assert_finds("static char t[8];\nstatic void a(unsigned s)\n{\n	snprintf(t, 4, \"%u\", 100 + s);\n}\n",
		     "a, a", FINDING_DATA_RACE, "t");
	assert_finds("static char t[8] = \"abc\";\nstatic void a(unsigned s)\n{\n	char mine[20];\n\n"
		     "	snprintf(mine, 20, \"%u %ld %g %s\", s, 1L, 2.0, t);\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n	t[2]++;\n}\n",
		     "a, b", FINDING_DATA_RACE, "t");
	assert_proved("static char t[8];\nstatic void a(unsigned s)\n{\n	(void)s;\n	snprintf(t, 4, \"%d\", 12345);\n}\n"
		      "static void b(unsigned s)\n{\n	(void)s;\n	t[4]++;\n}\n",
		      "a, b");
}

static void bytes_beside_each_other_do_not_race(void **state)
{
	(void)state;
	assert_proved("static char t[8];\nstatic void a(unsigned s)\n{\n	t[s]++;\n}\n", "a, a");
}

static void a_sleep_orders_nothing(void **state)
{
	(void)state;
	assert_finds("static int x;\nstatic void a(unsigned s)\n{\n	(void)s;\n	x = 1;\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n	sleep(2);\n	EXPECT(x == 1, \"too early\");\n}\n",
		     "a, b", FINDING_ASSERTION, "too early");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_no_synchronisation_orders_is_a_race_whatever_the_schedule_was),
		cmocka_unit_test(release_and_acquire_fences_and_sequences_order),
		cmocka_unit_test(copies_and_hidden_state_race_like_loops_would),
		cmocka_unit_test(what_printf_and_its_kin_read_and_write_races),
		cmocka_unit_test(bytes_beside_each_other_do_not_race),
		cmocka_unit_test(a_sleep_orders_nothing),
	};

	return cmocka_run_group_tests(tests, little_labs_begin, little_labs_end);
}
