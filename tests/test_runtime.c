/* SPDX-License-Identifier: MIT */
/*
 * The runtime, by little programs that each force one thing to happen, whatever the timing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_lab.h"

/* Runs the little program and expects nothing. */
static void assert_clean(uint64_t runs)
{
	struct result result = little_stress(runs);

	for (size_t i = 0; i < result.findings.count; i++)
		print_message("    %s\n", result.findings.items[i].message);
	assert_int_equal(result.status, STATUS_NO_FAILURE_FOUND);
	assert_int_equal(result.executions, runs);
	result_release(&result);
}

/* ... and expects a finding of that kind whose message begins so. */
static void assert_finds(enum finding_kind kind, const char *message)
{
	struct result result = little_stress(50);
	const struct finding *finding = little_finding(&result, kind);

	if (strncmp(finding->message, message, strlen(message)) != 0)
		fail_msg("'%s' does not begin with '%s'", finding->message, message);
	result_release(&result);
}

#define DEADLOCKS(message) assert_finds(FINDING_DEADLOCK, message)

/* ---- a run starts from the same memory ---- */

static void memory_is_put_back_before_each_run(void **state)
{
	(void)state;
	little_lab("static int plain = 7; static int zeroed; static _Thread_local int own = 3;\n"
		   "static void *kept;\n"
		   "static void body(unsigned self) { (void)self;\n"
		   "	EXPECT(plain == 7 && zeroed == 0 && own == 3, \"%d %d %d\", plain, zeroed, own);\n"
		   "	EXPECT(kept == NULL, \"a pointer was kept\");\n"
		   "	plain = zeroed = own = 99; kept = malloc(100); }\n",
		   "", "body", "", false);
	assert_clean(1000);
}

static void threads_that_setup_creates_are_not_those_of_the_bodies(void **state)
{
	(void)state;
	little_lab("static pthread_t early; static sem_t go, went;\n"
		   "static void *meet(void *p) { sem_wait(&go); sem_post(&went); return p; }\n"
		   "static void setup(void) { sem_init(&go, 0, 0); sem_init(&went, 0, 0);\n"
		   "	pthread_create(&early, NULL, meet, NULL); }\n"
		   "static void a(unsigned self) { (void)self; sem_post(&go); }\n"
		   "static void b(unsigned self) { (void)self; sem_wait(&went); pthread_join(early, NULL); }\n",
		   "setup", "a, b", "", false);
	assert_clean(200);
}

static void a_barrier_destroyed_while_a_thread_waits_at_it_is_a_deadlock(void **state)
{
	(void)state;
	little_lab("static pthread_barrier_t b; static sem_t here;\n"
		   "static void setup(void) { pthread_barrier_init(&b, NULL, 3); sem_init(&here, 0, 0); }\n"
		   "static void body(unsigned self) { (void)self; sem_post(&here);\n"
		   "	pthread_barrier_wait(&b); }\n"
		   "static void other(unsigned self) { (void)self; sem_wait(&here);\n"
		   "	pthread_barrier_wait(&b); }\n"
		   "static void third(unsigned self) { (void)self; pthread_barrier_destroy(&b); }\n",
		   "setup", "body, other, third", "", false);
	assert_finds(FINDING_DEADLOCK, "barrier short");
}

static void memory_that_a_run_leaks_does_not_add_up(void **state)
{
	(void)state;
	little_lab("static void body(unsigned self) { (void)self;\n"
		   "	EXPECT(malloc(1 << 20) != NULL, \"no memory\"); }\n",
		   "", "body", "", false);
	assert_clean(2000); /* 2 GiB in all */
}

static void threads_of_the_program_are_made_and_joined_a_thousand_times(void **state)
{
	(void)state;
	little_lab("static void *twice(void *n) { return (void *)((long)n * 2); }\n"
		   "static void body(unsigned self) { (void)self; pthread_t t[5]; void *n;\n"
		   "	for (long i = 0; i < 5; i++) pthread_create(&t[i], NULL, twice, (void *)i);\n"
		   "	for (long i = 0; i < 5; i++) { pthread_join(t[i], &n);\n"
		   "		EXPECT((long)n == i * 2, \"%ld\", (long)n); } }\n",
		   "", "body, body", "", false);
	assert_clean(1000);
}

static void cancelled_threads_are_replaced(void **state)
{
	(void)state;
	little_lab("static void *doze(void *n) { (void)n; for (;;) usleep(1000); return NULL; }\n"
		   "static void body(unsigned self) { (void)self; pthread_t t; void *n;\n"
		   "	pthread_create(&t, NULL, doze, NULL); pthread_cancel(t);\n"
		   "	pthread_join(t, &n); EXPECT(n == PTHREAD_CANCELED, \"%p\", n); }\n",
		   "", "body, body", "", false);
	assert_clean(300);
}

static void c11_threads_run_as_posix_ones(void **state)
{
	(void)state;
	little_lab("static mtx_t lock; static int count;\n"
		   "static void open(void) { mtx_init(&lock, mtx_plain); }\n"
		   "static int add(void *n) { (void)n; mtx_lock(&lock); count++; mtx_unlock(&lock);\n"
		   "	return 5; }\n"
		   "static void body(unsigned self) { (void)self; thrd_t t; int got;\n"
		   "	thrd_create(&t, add, NULL); add(NULL); thrd_join(t, &got);\n"
		   "	EXPECT(got == 5, \"%d\", got); }\n"
		   "static void check(void) { EXPECT(count == 4, \"%d\", count); }\n",
		   "open", "body, body", "check", false);
	assert_clean(500);
}

static void sleeping_is_virtual_and_moves_the_clocks(void **state)
{
	(void)state;
	little_lab("static void body(unsigned self) { (void)self; time_t from = time(NULL);\n"
		   "	sleep(3600); EXPECT(time(NULL) - from >= 3600, \"too early\"); }\n",
		   "", "body", "", false);
	assert_clean(100); /* a hundred hours */
}

static void polling_with_a_limit_is_virtual_and_moves_the_clocks(void **state)
{
	(void)state;
	little_lab("#include <poll.h>\n#include <sys/select.h>\n"
		   "static void body(unsigned self) { (void)self; time_t from = time(NULL); int p[2];\n"
		   "	struct timeval hour = {3600, 0}; struct pollfd it = {.events = POLLIN};\n"
		   "	if (pipe(p) != 0) return;\n"
		   "	it.fd = p[0];\n"
		   "	EXPECT(poll(&it, 1, 0) == 0 && time(NULL) - from < 3000, \"it only looks\");\n"
		   "	EXPECT(poll(&it, 1, 3600 * 1000) == 0, \"something came\");\n"
		   "	EXPECT(select(0, NULL, NULL, NULL, &hour) == 0, \"something came\");\n"
		   "	EXPECT(time(NULL) - from >= 7200, \"too early\");\n"
		   "	EXPECT(write(p[1], \"x\", 1) == 1 && poll(&it, 1, 3600 * 1000) == 1 &&\n"
		   "		it.revents == POLLIN, \"nothing came\");\n"
		   "	close(p[0]); close(p[1]); }\n",
		   "", "body", "", false);
	assert_clean(100); /* two hundred hours */
}

/* ---- every class of deadlock by its name ---- */

static void a_thread_that_locks_twice_is_a_self_lock(void **state)
{
	(void)state;
	little_lab("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		   "static void body(unsigned self) { (void)self;\n"
		   "	pthread_mutex_lock(&m); pthread_mutex_lock(&m); }\n",
		   "", "body", "", false);
	DEADLOCKS("self-lock");
}

static void a_cycle_of_two_is_a_lock_cycle_and_names_both(void **state)
{
	struct result result;
	const struct finding *finding;

	(void)state;
	little_lab("static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER,\n"
		   "	b = PTHREAD_MUTEX_INITIALIZER; static pthread_barrier_t both;\n"
		   "static void open(void) { pthread_barrier_init(&both, NULL, 2); }\n"
		   "static void one(unsigned self) { (void)self; pthread_mutex_lock(&a);\n"
		   "	pthread_barrier_wait(&both); pthread_mutex_lock(&b); }\n"
		   "static void two(unsigned self) { (void)self; pthread_mutex_lock(&b);\n"
		   "	pthread_barrier_wait(&both); pthread_mutex_lock(&a); }\n",
		   "open", "one, two", "", false);
	result = little_stress(1);
	finding = little_finding(&result, FINDING_DEADLOCK);
	assert_string_equal(finding->message, "lock cycle: T1 holds a and waits for b; "
					      "T2 holds b and waits for a");
	assert_int_equal(finding->nplaces, 4);
	result_release(&result);
}

static void a_thread_that_ends_with_the_lock_is_a_holder_gone(void **state)
{
	(void)state;
	little_lab("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		   "static void *take(void *how) { pthread_mutex_lock(&m);\n"
		   "	if (how) pthread_exit(NULL); return NULL; }\n"
		   "static void body(unsigned self) { (void)self; pthread_t t;\n"
		   "	pthread_create(&t, NULL, take, NULL); pthread_join(t, NULL);\n"
		   "	pthread_mutex_lock(&m); }\n",
		   "", "body", "", false);
	DEADLOCKS("holder gone: its thread ended");
}

static void a_thread_that_is_cancelled_with_the_lock_is_a_holder_gone(void **state)
{
	(void)state;
	little_lab("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		   "static void *take(void *n) { (void)n; pthread_mutex_lock(&m);\n"
		   "	for (;;) usleep(1000); return NULL; }\n"
		   "static void body(unsigned self) { (void)self; pthread_t t;\n"
		   "	pthread_create(&t, NULL, take, NULL); pthread_cancel(t); pthread_join(t, NULL);\n"
		   "	pthread_mutex_lock(&m); }\n",
		   "", "body", "", false);
	DEADLOCKS("holder gone: cancelled");
}

static void a_condition_that_nobody_signals_is_a_lost_wake_up(void **state)
{
	(void)state;
	little_lab("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		   "static pthread_cond_t c = PTHREAD_COND_INITIALIZER;\n"
		   "static void body(unsigned self) { (void)self; pthread_mutex_lock(&m);\n"
		   "	pthread_cond_signal(&c); for (;;) pthread_cond_wait(&c, &m); }\n",
		   "", "body", "", false);
	DEADLOCKS("lost wake-up");
}

static void a_barrier_with_too_few_is_short(void **state)
{
	(void)state;
	little_lab("static pthread_barrier_t b;\n"
		   "static void open(void) { pthread_barrier_init(&b, NULL, 3); }\n"
		   "static void body(unsigned self) { (void)self; pthread_barrier_wait(&b); }\n",
		   "open", "body, body", "", false);
	DEADLOCKS("barrier short");
}

static void a_semaphore_that_nobody_posts_is_starved(void **state)
{
	(void)state;
	little_lab("static sem_t s; static void open(void) { sem_init(&s, 0, 1); }\n"
		   "static void body(unsigned self) { (void)self; sem_wait(&s); }\n",
		   "open", "body, body", "", false);
	DEADLOCKS("semaphore starved");
}

static void joining_with_the_lock_that_the_other_needs_is_a_join_cycle(void **state)
{
	(void)state;
	little_lab("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		   "static void *need(void *n) { pthread_mutex_lock(&m); return n; }\n"
		   "static void body(unsigned self) { (void)self; pthread_t t; pthread_mutex_lock(&m);\n"
		   "	pthread_create(&t, NULL, need, NULL); pthread_join(t, NULL); }\n",
		   "", "body", "", false);
	DEADLOCKS("join cycle");
}

static void a_lock_copied_by_fork_is_named_so(void **state)
{
	(void)state;
	little_lab("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER; static sem_t held, done;\n"
		   "static void open(void) { sem_init(&held, 0, 0); sem_init(&done, 0, 0); }\n"
		   "static void holder(unsigned self) { (void)self; pthread_mutex_lock(&m);\n"
		   "	sem_post(&held); sem_wait(&done); pthread_mutex_unlock(&m); }\n"
		   "static void parent(unsigned self) { (void)self; sem_wait(&held);\n"
		   "	pid_t child = fork();\n"
		   "	if (child == 0) { pthread_mutex_lock(&m); _exit(0); }\n"
		   "	waitpid(child, NULL, 0); sem_post(&done); }\n",
		   "open", "holder, parent", "", true);
	DEADLOCKS("holder gone: fork copied the lock");
}

static void a_poll_that_nobody_answers_is_a_pipe_never_closed(void **state)
{
	(void)state;
	little_lab("#include <poll.h>\n#include <sys/select.h>\n"
		   "static int p[2];\n"
		   "static void open(void) { if (pipe(p) != 0) abort(); }\n"
		   "static void one(unsigned self) { (void)self;\n"
		   "	struct pollfd it = {.fd = p[0], .events = POLLIN}; poll(&it, 1, -1); }\n"
		   "static void two(unsigned self) { (void)self; fd_set in; FD_ZERO(&in);\n"
		   "	FD_SET(p[0], &in); select(p[0] + 1, &in, NULL, NULL, NULL); }\n",
		   "open", "one, two", "", true);
	DEADLOCKS("pipe full or never closed: T1 waits at a pipe; T2 waits at a pipe");
}

/* The process is gone before its last thread has begun; who still waits is found all the same. */
static void threads_that_their_process_took_with_it_keep_no_run_going(void **state)
{
	(void)state;
	little_lab("static void *doze(void *n) { for (;;) usleep(1000); return n; }\n"
		   "static void body(unsigned self) { (void)self; int p[2]; char c; pthread_t t;\n"
		   "	if (pipe(p) != 0) return;\n"
		   "	if (fork() == 0) {\n"
		   "		for (int i = 0; i < 4; i++) pthread_create(&t, NULL, doze, NULL);\n"
		   "		_exit(0); }\n"
		   "	EXPECT(read(p[0], &c, 1) == 1, \"nothing\"); }\n",
		   "", "body", "", true);
	DEADLOCKS("pipe full or never closed");
}

static void a_process_killed_with_a_shared_lock_is_named_so(void **state)
{
	(void)state;
	little_lab("static pthread_mutex_t *m;\n"
		   "static void open(void) { pthread_mutexattr_t a;\n"
		   "	m = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);\n"
		   "	pthread_mutexattr_init(&a);\n"
		   "	pthread_mutexattr_setpshared(&a, PTHREAD_PROCESS_SHARED);\n"
		   "	pthread_mutex_init(m, &a); }\n"
		   "static void body(unsigned self) { (void)self; pid_t child = fork();\n"
		   "	if (child == 0) { mortal(); pthread_mutex_lock(m); pthread_mutex_unlock(m);\n"
		   "		immortal(); _exit(0); }\n"
		   "	waitpid(child, NULL, 0); pthread_mutex_lock(m); }\n",
		   "open", "body", "", true);
	DEADLOCKS("holder gone: its process was killed");
}

/* ---- the other ends of a run ---- */

static void a_null_pointer_is_a_crash_with_its_line(void **state)
{
	struct result result;
	const struct finding *finding;

	(void)state;
	little_lab("static int *nowhere;\n"
		   "static void body(unsigned self) { (void)self; *nowhere = 1; }\n",
		   "", "body", "", false);
	result = little_stress(1);
	finding = little_finding(&result, FINDING_CRASH);
	assert_non_null(strstr(finding->message, "null pointer"));
	assert_int_equal(finding->nplaces, 1);
	assert_string_equal(finding->places[0].spot.function, "body");
	result_release(&result);
}

static void recursion_without_end_is_a_crash(void **state)
{
	(void)state;
	little_lab("static int deeper(volatile int n) { volatile char room[10000]; room[0] = (char)n;\n"
		   "	return deeper(n + 1) + room[0]; }\n"
		   "static void body(unsigned self) { deeper((int)self); }\n",
		   "", "body, body", "", false);
	assert_finds(FINDING_CRASH, "segmentation fault");
}

static void a_failed_assert_is_an_assertion(void **state)
{
	(void)state;
	little_lab("static void body(unsigned self) { assert(self == 17); }\n", "", "body", "", false);
	assert_finds(FINDING_ASSERTION, "assertion `self == 17' failed");
}

static void exit_in_the_middle_is_a_wrong_exit(void **state)
{
	(void)state;
	little_lab("static void body(unsigned self) { (void)self; exit(0); }\n", "", "body", "", false);
	assert_finds(FINDING_WRONG_EXIT, "the program ended itself");
}

static void a_raw_system_call_to_exit_is_a_wrong_exit(void **state)
{
	(void)state;
	little_lab("#include <sys/syscall.h>\n"
		   "static void body(unsigned self) { (void)self; syscall(SYS_exit_group, 0); }\n",
		   "", "body", "", false);
	assert_finds(FINDING_WRONG_EXIT, "the program ended its process (status 0)");
}

static void a_spin_that_nobody_ends_is_a_livelock(void **state)
{
	(void)state;
	little_lab("static atomic_int never;\n"
		   "static void body(unsigned self) { (void)self; while (!atomic_load(&never)) ; }\n",
		   "", "body", "", false);
	assert_finds(FINDING_LIVELOCK, "still running");
}

static void a_block_freed_twice_is_a_double_free(void **state)
{
	(void)state;
	little_lab("static void body(unsigned self) { (void)self; void *p = malloc(8);\n"
		   "	free(p); free(p); }\n",
		   "", "body", "", false);
	assert_finds(FINDING_DOUBLE_FREE, "this block was freed before");
}

static void a_lock_freed_by_another_is_misuse(void **state)
{
	(void)state;
	little_lab("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		   "static void body(unsigned self) { (void)self; pthread_mutex_unlock(&m); }\n",
		   "", "body", "", false);
	assert_finds(FINDING_LOCK_MISUSE, "unlocked by a thread that does not hold it: m");
}

static void stress_stops_at_the_first_failed_run_if_asked(void **state)
{
	struct result result;

	(void)state;
	little_lab("static void body(unsigned self) { EXPECT(self > 0, \"it is %u\", self); }\n", "",
		   "body", "", false);
	result = little_stress(100);
	assert_string_equal(little_finding(&result, FINDING_ASSERTION)->message, "it is 0");
	assert_int_equal(result.measures[0].failed, 1);
	assert_int_equal(result.measures[0].first_failure, 1);
	result_release(&result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_put_back_before_each_run),
		cmocka_unit_test(threads_that_setup_creates_are_not_those_of_the_bodies),
		cmocka_unit_test(a_barrier_destroyed_while_a_thread_waits_at_it_is_a_deadlock),
		cmocka_unit_test(memory_that_a_run_leaks_does_not_add_up),
		cmocka_unit_test(threads_of_the_program_are_made_and_joined_a_thousand_times),
		cmocka_unit_test(cancelled_threads_are_replaced),
		cmocka_unit_test(c11_threads_run_as_posix_ones),
		cmocka_unit_test(sleeping_is_virtual_and_moves_the_clocks),
		cmocka_unit_test(polling_with_a_limit_is_virtual_and_moves_the_clocks),
		cmocka_unit_test(a_thread_that_locks_twice_is_a_self_lock),
		cmocka_unit_test(a_cycle_of_two_is_a_lock_cycle_and_names_both),
		cmocka_unit_test(a_thread_that_ends_with_the_lock_is_a_holder_gone),
		cmocka_unit_test(a_thread_that_is_cancelled_with_the_lock_is_a_holder_gone),
		cmocka_unit_test(a_condition_that_nobody_signals_is_a_lost_wake_up),
		cmocka_unit_test(a_barrier_with_too_few_is_short),
		cmocka_unit_test(a_semaphore_that_nobody_posts_is_starved),
		cmocka_unit_test(joining_with_the_lock_that_the_other_needs_is_a_join_cycle),
		cmocka_unit_test(a_lock_copied_by_fork_is_named_so),
		cmocka_unit_test(a_poll_that_nobody_answers_is_a_pipe_never_closed),
		cmocka_unit_test(threads_that_their_process_took_with_it_keep_no_run_going),
		cmocka_unit_test(a_process_killed_with_a_shared_lock_is_named_so),
		cmocka_unit_test(a_null_pointer_is_a_crash_with_its_line),
		cmocka_unit_test(recursion_without_end_is_a_crash),
		cmocka_unit_test(a_failed_assert_is_an_assertion),
		cmocka_unit_test(exit_in_the_middle_is_a_wrong_exit),
		cmocka_unit_test(a_raw_system_call_to_exit_is_a_wrong_exit),
		cmocka_unit_test(a_spin_that_nobody_ends_is_a_livelock),
		cmocka_unit_test(a_block_freed_twice_is_a_double_free),
		cmocka_unit_test(a_lock_freed_by_another_is_misuse),
		cmocka_unit_test(stress_stops_at_the_first_failed_run_if_asked),
	};

	return cmocka_run_group_tests_name("runtime", tests, little_labs_begin, little_labs_end);
}
