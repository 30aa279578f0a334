/* SPDX-License-Identifier: MIT */
/* Why a launch does not get on: who computes, who sleeps, and who only has not had its turn. */
#include "../harness/stillness.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static pid_t started;

static void start(void (*act)(void))
{
	started = fork();
	if (started == 0) {
		setpgid(0, 0);
		act();
		_exit(0);
	}
	assert_true(started > 0);
	setpgid(started, started);
}

static int end_started(void **state)
{
	(void)state;
	kill(-started, SIGKILL);
	while (waitpid(started, NULL, 0) < 0)
		;
	return 0;
}

static void compute(void)
{
	for (;;)
		;
}

static void wait_for_ever(void)
{
	for (;;)
		pause();
}

static void stop(void)
{
	for (;;)
		raise(SIGSTOP);
}

static void have_a_child_compute(void)
{
	if (fork() == 0)
		compute();
	wait_for_ever();
}

static void have_a_child_wait(void)
{
	if (fork() == 0)
		wait_for_ever();
	while (waitpid(-1, NULL, 0) < 0)
		;
}

static void *compute_beside(void *nothing)
{
	compute();
	return nothing;
}

static void have_a_thread_compute(void)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, compute_beside, NULL) == 0)
		wait_for_ever();
}

/* Until there is an answer; the machine may take as long as it likes. */
static enum stillness_why answer(unsigned patience)
{
	const struct timespec moment = {.tv_nsec = 50000000};
	struct stillness stillness;
	enum stillness_why why;

	stillness_begin(&stillness, started, patience);
	while ((why = stillness_ask(&stillness, 0)) == STILLNESS_NONE)
		nanosleep(&moment, NULL);
	return why;
}

static void who_computes_for_long_enough_spins(void **state)
{
	(void)state;
	start(compute);
	assert_int_equal(answer(1), STILLNESS_SPINS);
}

static void it_is_the_same_in_a_process_that_it_started(void **state)
{
	(void)state;
	start(have_a_child_compute);
	assert_int_equal(answer(1), STILLNESS_SPINS);
}

static void it_is_the_same_in_a_thread_beside_one_that_sleeps(void **state)
{
	(void)state;
	start(have_a_thread_compute);
	assert_int_equal(answer(1), STILLNESS_SPINS);
}

static void who_waits_at_each_look_sleeps(void **state)
{
	(void)state;
	start(wait_for_ever);
	assert_int_equal(answer(1), STILLNESS_SLEEPS);
}

static void who_has_stopped_itself_sleeps(void **state)
{
	(void)state;
	start(stop);
	assert_int_equal(answer(1), STILLNESS_SLEEPS);
}

static void who_waits_for_one_that_sleeps_sleeps(void **state)
{
	(void)state;
	start(have_a_child_wait);
	assert_int_equal(answer(1), STILLNESS_SLEEPS);
}

/* The judge's own ticks make the progress, so it is the same on the slowest machine. */
static void who_gets_on_is_left_alone(void **state)
{
	const struct timespec moment = {.tv_nsec = 100000000};
	struct stillness stillness;

	(void)state;
	start(compute);
	stillness_begin(&stillness, started, 1);
	for (uint64_t i = 0; i < 25; i++) {
		assert_int_equal(stillness_ask(&stillness, i), STILLNESS_NONE);
		nanosleep(&moment, NULL);
	}
}

static void without_patience_nothing_is_asked(void **state)
{
	struct stillness stillness;

	(void)state;
	start(wait_for_ever);
	stillness_begin(&stillness, started, 0);
	assert_int_equal(stillness_ask(&stillness, 0), STILLNESS_NONE);
}

static void only_what_is_the_programs_doing_on_any_machine_is_a_finding(void **state)
{
	struct findings list = {0};

	(void)state;
	assert_true(stillness_add(STILLNESS_SPINS, 20, false, &list));
	assert_true(stillness_add(STILLNESS_SLEEPS, 20, true, &list));
	assert_false(stillness_add(STILLNESS_SLEEPS, 20, false, &list));
	assert_false(stillness_add(STILLNESS_UNKNOWN, 20, true, &list));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.items[0].kind, FINDING_LIVELOCK);
	assert_int_equal(list.items[1].kind, FINDING_UNSUPPORTED);
	findings_release(&list);
}

#define claim(name) cmocka_unit_test_teardown(name, end_started)

int main(void)
{
	const struct CMUnitTest tests[] = {
		claim(who_computes_for_long_enough_spins),
		claim(it_is_the_same_in_a_process_that_it_started),
		claim(it_is_the_same_in_a_thread_beside_one_that_sleeps),
		claim(who_waits_at_each_look_sleeps),
		claim(who_has_stopped_itself_sleeps),
		claim(who_waits_for_one_that_sleeps_sleeps),
		claim(who_gets_on_is_left_alone),
		claim(without_patience_nothing_is_asked),
		cmocka_unit_test(only_what_is_the_programs_doing_on_any_machine_is_a_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
