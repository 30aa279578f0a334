/* SPDX-License-Identifier: MIT */
/* What can go wrong in a program, and how explore names it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_explore.h"
#include "little_lab.h"

static void a_lock_cycle_is_a_deadlock(void **state)
{
	(void)state;
	assert_finds("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, n = PTHREAD_MUTEX_INITIALIZER;\n"
		     "static void a(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n	pthread_mutex_lock(&n);\n"
		     "	pthread_mutex_unlock(&n);\n	pthread_mutex_unlock(&m);\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&n);\n	pthread_mutex_lock(&m);\n"
		     "	pthread_mutex_unlock(&m);\n	pthread_mutex_unlock(&n);\n}\n",
		     "a, b", FINDING_DEADLOCK, "lock cycle");
}

static void a_lock_taken_twice_is_a_deadlock(void **state)
{
	(void)state;
	assert_finds("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		     "static void a(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n"
		     "	pthread_mutex_lock(&m);\n}\n",
		     "a", FINDING_DEADLOCK, "self-lock");
}

static void a_lock_that_an_ended_thread_holds_is_a_deadlock(void **state)
{
	(void)state;
	assert_finds("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		     "static void a(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n}\n",
		     "a, a", FINDING_DEADLOCK, "holder gone");
}

static void a_wait_without_a_signal_is_a_lost_wakeup(void **state)
{
	(void)state;
	assert_finds("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		     "static pthread_cond_t c = PTHREAD_COND_INITIALIZER;\n"
		     "static void a(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n"
		     "	pthread_cond_wait(&c, &m);\n	pthread_mutex_unlock(&m);\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n	pthread_cond_signal(&c);\n}\n",
		     "a, b", FINDING_DEADLOCK, "lost wake-up");
}

static void a_barrier_that_too_few_reach_is_a_deadlock(void **state)
{
	(void)state;
	assert_finds("static void a(unsigned s)\n{\n	static pthread_barrier_t b;\n\n	(void)s;\n"
		     "	pthread_barrier_init(&b, NULL, 2);\n	pthread_barrier_wait(&b);\n}\n",
		     "a", FINDING_DEADLOCK, "barrier short");
}

static void a_spin_that_nobody_ends_is_a_livelock(void **state)
{
	(void)state;
	assert_finds("static atomic_int f;\nstatic void a(unsigned s)\n{\n	(void)s;\n"
		     "	while (!atomic_load(&f))\n		sched_yield();\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n}\n",
		     "a, b", FINDING_LIVELOCK, "again and again");
}

static void a_loop_that_never_ends_is_cut_off_and_named_so(void **state)
{
	(void)state;
	assert_finds("static atomic_int f;\nstatic void a(unsigned s)\n{\n	(void)s;\n"
		     "	while (atomic_fetch_add(&f, 1) != -1)\n		;\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n	(void)f;\n}\n",
		     "a, b", FINDING_LIVELOCK, "still running after");
}

static void memory_is_watched(void **state)
{
	(void)state;
	assert_finds("static void a(unsigned s)\n{\n	int *p = malloc(4);\n\n	(void)s;\n	free(p);\n	*p = 1;\n}\n", "a",
		     FINDING_USE_AFTER_FREE, "");
	assert_finds("static void a(unsigned s)\n{\n	int *p = malloc(4);\n\n	(void)s;\n	free(p);\n	free(p);\n}\n", "a",
		     FINDING_DOUBLE_FREE, "");
	assert_finds("static void a(unsigned s)\n{\n	int *p = malloc(8);\n\n	(void)s;\n	p[2] = 1;\n	free(p);\n}\n", "a",
		     FINDING_INVALID_ACCESS, "");
	assert_finds("static void a(unsigned s)\n{\n	int *p = malloc(8);\n\n	(void)s;\n	*p = 1;\n}\n", "a",
		     FINDING_LEAK, "");
	assert_finds("static void a(unsigned s)\n{\n	(void)s;\n	*(volatile int *)8 = 1;\n}\n", "a",
		     FINDING_CRASH, "null pointer");
	assert_finds("static int *p;\nstatic void a(unsigned s)\n{\n	(void)s;\n	*p = 1;\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n}\n",
		     "a, b", FINDING_CRASH, "null pointer");
}

static void a_use_after_a_free_in_another_thread_is_found(void **state)
{
	(void)state;
	assert_finds("static int *p;\nstatic sem_t go;\n"
		     "static void a(unsigned s)\n{\n	(void)s;\n	sem_init(&go, 0, 0);\n	p = malloc(4);\n	*p = 1;\n	free(p);\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n	if (p != NULL)\n		*p = 2;\n}\n",
		     "a, b", FINDING_USE_AFTER_FREE, "");
}

static void what_a_program_does_to_itself_is_named(void **state)
{
	(void)state;
	assert_finds("static void a(unsigned s)\n{\n	assert(s == 1);\n}\n", "a", FINDING_ASSERTION, "s == 1");
	assert_finds("static void a(unsigned s)\n{\n	(void)s;\n	abort();\n}\n", "a", FINDING_CRASH, "abort");
	assert_finds("static void a(unsigned s)\n{\n	exit((int)s);\n}\n", "a", FINDING_WRONG_EXIT, "");
	assert_finds("static void a(unsigned s)\n{\n	(void)s;\n	(void)getpgrp();\n}\n", "a", FINDING_UNSUPPORTED,
		     "getpgrp");
	assert_finds("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		     "static void a(unsigned s)\n{\n	(void)s;\n	pthread_mutex_unlock(&m);\n}\n",
		     "a", FINDING_LOCK_MISUSE, "does not hold it");
	assert_finds("static void a(unsigned s)\n{\n	(void)s;\n	EXPECT_DONE(s == 1, \"left undone\");\n}\n", "a",
		     FINDING_DROPPED_WORK, "left undone");
}

static void what_explore_does_not_control_is_nondeterminism(void **state)
{
	(void)state;
	assert_finds("static atomic_int x, y;\nstatic unsigned long seen;\n"
		     "__attribute__((no_sanitize(\"thread\"))) static int odd(void)\n{\n"
		     "	return (int)(__builtin_ia32_rdtsc() / 64 % 2);\n}\n"
		     "static void a(unsigned s)\n{\n	(void)s;\n	for (int i = 0; i < 6; i++)\n"
		     "		atomic_fetch_add(odd() ? &x : &y, 1);\n	(void)seen;\n}\n"
		     "static void b(unsigned s)\n{\n	(void)s;\n	atomic_fetch_add(&x, 1);\n	atomic_fetch_add(&y, 1);\n}\n",
		     "a, b", FINDING_NONDETERMINISM, "");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lock_cycle_is_a_deadlock),
		cmocka_unit_test(a_lock_taken_twice_is_a_deadlock),
		cmocka_unit_test(a_lock_that_an_ended_thread_holds_is_a_deadlock),
		cmocka_unit_test(a_wait_without_a_signal_is_a_lost_wakeup),
		cmocka_unit_test(a_barrier_that_too_few_reach_is_a_deadlock),
		cmocka_unit_test(a_spin_that_nobody_ends_is_a_livelock),
		cmocka_unit_test(a_loop_that_never_ends_is_cut_off_and_named_so),
		cmocka_unit_test(memory_is_watched),
		cmocka_unit_test(a_use_after_a_free_in_another_thread_is_found),
		cmocka_unit_test(what_a_program_does_to_itself_is_named),
		cmocka_unit_test(what_explore_does_not_control_is_nondeterminism),
	};

	return cmocka_run_group_tests(tests, little_labs_begin, little_labs_end);
}
