/* SPDX-License-Identifier: MIT */
/* Loops that look again and again, in explore: what they cost, and what they are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_explore.h"
#include "little_lab.h"

static void a_ticket_lock_is_proved(void **state)
{
	(void)state;
	assert_proved_lab("static atomic_uint next, serving;\nstatic int n;\n"
			  "static void a(unsigned s)\n{\n	unsigned my = atomic_fetch_add(&next, 1);\n\n	(void)s;\n"
			  "	while (atomic_load(&serving) != my)\n		;\n	n++;\n"
			  "	atomic_store(&serving, my + 1);\n}\n"
			  "static void check(void)\n{\n	EXPECT(n == 3, \"%d\", n);\n}\n",
			  "", "a, a, a", "check");
}

static void looking_again_at_what_nobody_changed_is_no_new_execution(void **state)
{
	struct result result;

	(void)state;
	little_lab("static atomic_int f;\nstatic void a(unsigned s)\n{\n	(void)s;\n	while (!atomic_load(&f))\n		;\n}\n"
		   "static void b(unsigned s)\n{\n	(void)s;\n	atomic_store(&f, 1);\n}\n",
		   "", "a, b", "", false);
	result = little_explore();
	assert_int_equal(result.status, STATUS_PROVED);
	assert_int_equal(result.executions, 2); /* it looks before, or only after */
	result_release(&result);
}

static void a_call_that_reads_twice_is_no_loop(void **state)
{
	(void)state;
	assert_proved_lab("static sem_t items, room;\nstatic char text[2][8];\nstatic int in, out;\n"
			  "static void setup(void)\n{\n	sem_init(&items, 0, 0);\n	sem_init(&room, 0, 2);\n}\n"
			  "static void a(unsigned s)\n{\n	(void)s;\n	for (int i = 0; i < 3; i++) {\n"
			  "		sem_wait(&room);\n		strcpy(text[in++ % 2], i & 1 ? \"odd\" : \"even\");\n"
			  "		sem_post(&items);\n	}\n}\n"
			  "static void b(unsigned s)\n{\n	(void)s;\n	for (int i = 0; i < 3; i++) {\n"
			  "		sem_wait(&items);\n"
			  "		EXPECT(strcmp(text[out++ % 2], i & 1 ? \"odd\" : \"even\") == 0, \"%d\", i);\n"
			  "		sem_post(&room);\n	}\n}\n",
			  "setup", "a, b", "");
}

static void whoever_waits_for_a_time_is_not_stuck(void **state)
{
	(void)state;
	assert_proved("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		      "static void a(unsigned s)\n{\n	struct timespec from, now;\n\n	(void)s;\n"
		      "	clock_gettime(CLOCK_MONOTONIC, &from);\n	do {\n"
		      "		if (pthread_mutex_trylock(&m) == 0) {\n			pthread_mutex_unlock(&m);\n"
		      "			return;\n		}\n		usleep(100000);\n"
		      "		clock_gettime(CLOCK_MONOTONIC, &now);\n"
		      "	} while (now.tv_sec < from.tv_sec + 1);\n}\n"
		      "static void b(unsigned s)\n{\n	a(s);\n}\n",
		      "a, b");
}

static void a_loop_that_saw_a_change_is_not_stuck_though_all_is_as_before(void **state)
{
	(void)state;
	assert_proved("static atomic_int x = 1;\n"
		      "static void a(unsigned s)\n{\n	int one = 0, two = 0;\n\n	(void)s;\n	do {\n"
		      "		one = atomic_load(&x);\n		two = atomic_load(&x);\n	} while (one != two);\n}\n"
		      "static void b(unsigned s)\n{\n	(void)s;\n"
		      "	for (int i = 0; i < 4; i++)\n		atomic_store(&x, 1 + !(i & 1));\n}\n",
		      "a, b");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ticket_lock_is_proved),
		cmocka_unit_test(looking_again_at_what_nobody_changed_is_no_new_execution),
		cmocka_unit_test(a_call_that_reads_twice_is_no_loop),
		cmocka_unit_test(whoever_waits_for_a_time_is_not_stuck),
		cmocka_unit_test(a_loop_that_saw_a_change_is_not_stuck_though_all_is_as_before),
	};

	return cmocka_run_group_tests(tests, little_labs_begin, little_labs_end);
}
