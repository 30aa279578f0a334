/* SPDX-License-Identifier: MIT */
/*
 * What explore says of little programs: each claim about a modelled call, a class of failure or a
 * witness has a program of its own.  That nothing is missed or done twice is the business of
 * test_explore_model.c and test_explore_counts.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_lab.h"
#include "subject.h"
#include "text.h"
#include "token.h"
#include "witness.h"

/* ---- asking ---- */

static struct result explore_with(struct settings settings)
{
	struct result result = {.checker = "explore"};
	struct subject *subject;
	char *error = NULL;

	if (!subject_new("01", NULL, COMPILER_GCC, NULL, &subject, &error) ||
	    !subject_build(subject, &error))
		fail_msg("%s", error);
	settings.scenario = -1;
	settings.seed = 1;
	checker_find("explore")->check(subject, &settings, &result);
	if (result.note != NULL)
		print_message("    %s\n", result.note);
	subject_free(subject);
	return result;
}

static struct result explore(void)
{
	return explore_with((struct settings){0});
}

static void print_all(const struct result *result)
{
	for (size_t i = 0; i < result->findings.count; i++)
		print_message("    %s: %s\n", finding_kind_name(result->findings.items[i].kind),
			      result->findings.items[i].message);
}

static void assert_proved_lab(const char *lab, const char *setup, const char *bodies,
			      const char *check)
{
	struct result result;

	little_lab(lab, setup, bodies, check, false);
	result = explore();
	if (result.status != STATUS_PROVED)
		print_all(&result);
	assert_int_equal(result.status, STATUS_PROVED);
	result_release(&result);
}

static void assert_proved(const char *lab, const char *bodies)
{
	assert_proved_lab(lab, "", bodies, "");
}

/* The message of the finding of that kind must hold these words; ""; any will do. */
static void assert_finds(const char *lab, const char *bodies, enum finding_kind kind,
			 const char *words)
{
	const struct finding *finding;
	struct result result;

	little_lab(lab, "", bodies, "", false);
	result = explore();
	finding = little_finding(&result, kind);
	if (strstr(finding->message, words) == NULL)
		fail_msg("'%s' does not say '%s'", finding->message, words);
	result_release(&result);
}

/* ---- calls: results and error codes ---- */

static void mutexes_return_what_posix_says(void **state)
{
	(void)state;
	assert_proved("static void a(unsigned s)\n{\n"
		      "	pthread_mutexattr_t k;\n	static pthread_mutex_t m, r, e;\n"
		      "	pthread_mutexattr_init(&k);\n	pthread_mutex_init(&m, &k);\n"
		      "	pthread_mutexattr_settype(&k, PTHREAD_MUTEX_RECURSIVE);\n"
		      "	pthread_mutex_init(&r, &k);\n"
		      "	pthread_mutexattr_settype(&k, PTHREAD_MUTEX_ERRORCHECK);\n"
		      "	pthread_mutex_init(&e, &k);\n	(void)s;\n"
		      "	EXPECT(pthread_mutex_lock(&m) == 0, \"lock\");\n"
		      "	EXPECT(pthread_mutex_trylock(&m) == EBUSY, \"busy\");\n"
		      "	EXPECT(pthread_mutex_unlock(&m) == 0, \"unlock\");\n"
		      "	EXPECT(pthread_mutex_lock(&r) == 0 && pthread_mutex_lock(&r) == 0, \"again\");\n"
		      "	EXPECT(pthread_mutex_trylock(&r) == 0, \"and again\");\n"
		      "	for (int i = 0; i < 3; i++)\n"
		      "		EXPECT(pthread_mutex_unlock(&r) == 0, \"give %d\", i);\n"
		      "	EXPECT(pthread_mutex_lock(&e) == 0, \"lock\");\n"
		      "	EXPECT(pthread_mutex_lock(&e) == EDEADLK, \"deadlock\");\n"
		      "	EXPECT(pthread_mutex_trylock(&e) == EBUSY, \"busy\");\n"
		      "	EXPECT(pthread_mutex_unlock(&e) == 0, \"unlock\");\n}\n"
		      "static void b(unsigned s)\n{\n	(void)s;\n}\n",
		      "a, b");
}

static void a_timed_lock_is_had_or_is_not(void **state)
{
	struct result result;

	(void)state;
	little_lab("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\nstatic int got;\n"
		   "static void a(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n"
		   "	pthread_mutex_unlock(&m);\n}\n"
		   "static void b(unsigned s)\n{\n	struct timespec t;\n	int r;\n\n	(void)s;\n"
		   "	clock_gettime(CLOCK_REALTIME, &t);\n	t.tv_sec++;\n"
		   "	r = pthread_mutex_timedlock(&m, &t);\n"
		   "	EXPECT(r == 0 || r == ETIMEDOUT, \"%d\", r);\n	got = r == 0;\n"
		   "	if (got)\n		pthread_mutex_unlock(&m);\n}\n"
		   "static void check(void)\n{\n	outcome(got);\n}\n",
		   "", "a, b", "check", false);
	result = explore();
	assert_int_equal(result.status, STATUS_PROVED);
	assert_int_equal(result.explored->noutcomes, 2);
	result_release(&result);
}

static void a_timed_wait_is_woken_or_times_out(void **state)
{
	struct result result;

	(void)state;
	little_lab("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		   "static pthread_cond_t c = PTHREAD_COND_INITIALIZER;\nstatic int r, f;\n"
		   "static void a(unsigned s)\n{\n	struct timespec t = {2000000000, 0};\n\n"
		   "	(void)s;\n	pthread_mutex_lock(&m);\n	while (!f && r == 0)\n"
		   "		r = pthread_cond_timedwait(&c, &m, &t);\n	pthread_mutex_unlock(&m);\n}\n"
		   "static void b(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n	f = 1;\n"
		   "	pthread_cond_signal(&c);\n	pthread_mutex_unlock(&m);\n}\n"
		   "static void check(void)\n{\n	outcome(r);\n}\n",
		   "", "a, b", "check", false);
	result = explore();
	assert_int_equal(result.status, STATUS_PROVED);
	assert_int_equal(result.explored->noutcomes, 2);
	result_release(&result);
}

static void a_signal_may_wake_any_waiter(void **state)
{
	struct result result;

	(void)state;
	little_lab("static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		   "static pthread_cond_t c = PTHREAD_COND_INITIALIZER;\nstatic int n, f, first;\n"
		   "static void w(unsigned s)\n{\n	pthread_mutex_lock(&m);\n	n++;\n"
		   "	while (!f)\n		pthread_cond_wait(&c, &m);\n	if (!first)\n"
		   "		first = (int)s + 1;\n	pthread_cond_signal(&c);\n	pthread_mutex_unlock(&m);\n}\n"
		   "static void a(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n"
		   "	if (n == 2) {\n		f = 1;\n		pthread_cond_signal(&c);\n	} else {\n"
		   "		f = 1;\n		first = 9;\n		pthread_cond_broadcast(&c);\n	}\n"
		   "	pthread_mutex_unlock(&m);\n}\n"
		   "static void check(void)\n{\n	outcome(first);\n}\n",
		   "", "w, w, a", "check", false);
	result = explore();
	print_all(&result);
	assert_int_equal(result.status, STATUS_PROVED);
	assert_int_equal(result.explored->noutcomes, 3); /* 1, 2 and 9 */
	result_release(&result);
}

static void a_wait_may_wake_for_no_reason_if_that_is_asked_for(void **state)
{
	static const char lab[] =
		"static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		"static pthread_cond_t c = PTHREAD_COND_INITIALIZER;\nstatic int f;\n"
		"static void a(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n	if (!f)\n"
		"		pthread_cond_wait(&c, &m);\n	EXPECT(f, \"it was not so\");\n"
		"	pthread_mutex_unlock(&m);\n}\n"
		"static void b(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n	f = 1;\n"
		"	pthread_cond_signal(&c);\n	pthread_mutex_unlock(&m);\n}\n";
	struct result result;

	(void)state;
	assert_proved(lab, "a, b");
	result = explore_with((struct settings){.spurious = true});
	little_finding(&result, FINDING_ASSERTION);
	result_release(&result);
}

static void semaphores_barriers_and_once_do_what_posix_says(void **state)
{
	(void)state;
	assert_proved_lab(
		"static sem_t s0;\nstatic pthread_barrier_t b0;\nstatic pthread_once_t o = PTHREAD_ONCE_INIT;\n"
		"static int serial, made;\nstatic atomic_int served;\n"
		"static void make(void)\n{\n	made++;\n}\n"
		"static void setup(void)\n{\n	sem_init(&s0, 0, 1);\n	pthread_barrier_init(&b0, NULL, 2);\n}\n"
		"static void a(unsigned s)\n{\n	int v;\n\n	(void)s;\n	pthread_once(&o, make);\n"
		"	EXPECT(made == 1, \"made %d\", made);\n	sem_wait(&s0);\n"
		"	sem_getvalue(&s0, &v);\n	EXPECT(v == 0, \"value %d\", v);\n"
		"	EXPECT(sem_trywait(&s0) == -1 && errno == EAGAIN, \"it was had\");\n	sem_post(&s0);\n"
		"	atomic_fetch_add(&served, 1);\n"
		"	if (pthread_barrier_wait(&b0) == PTHREAD_BARRIER_SERIAL_THREAD)\n		serial++;\n"
		"	EXPECT(served == 2, \"one went through alone\");\n}\n"
		"static void check(void)\n{\n	EXPECT(serial == 1, \"%d serial threads\", serial);\n}\n",
		"setup", "a, a", "check");
}

static void threads_return_values_and_know_themselves(void **state)
{
	(void)state;
	assert_proved("static void *f(void *a)\n{\n	EXPECT(pthread_join(pthread_self(), NULL) == EDEADLK, "
		      "\"joined itself\");\n	return (char *)a + 1;\n}\n"
		      "static void *g(void *a)\n{\n	pthread_exit(a);\n}\n"
		      "static void a(unsigned s)\n{\n	pthread_t t;\n	void *r;\n	char x[2];\n\n	(void)s;\n"
		      "	EXPECT(pthread_create(&t, NULL, f, x) == 0, \"create\");\n"
		      "	EXPECT(!pthread_equal(t, pthread_self()), \"equal\");\n"
		      "	EXPECT(pthread_join(t, &r) == 0 && r == x + 1, \"join\");\n"
		      "	EXPECT(pthread_join(t, &r) == ESRCH, \"joined twice\");\n"
		      "	EXPECT(pthread_create(&t, NULL, g, x) == 0, \"create\");\n"
		      "	EXPECT(pthread_join(t, &r) == 0 && r == x, \"exit\");\n"
		      "	EXPECT(pthread_create(&t, NULL, g, x) == 0, \"create\");\n"
		      "	EXPECT(pthread_detach(t) == 0, \"detach\");\n"
		      "	EXPECT(pthread_join(t, &r) == EINVAL, \"joined a detached one\");\n}\n",
		      "a");
}

static void each_thread_has_its_own_variables_errno_and_keys(void **state)
{
	(void)state;
	assert_proved_lab("static _Thread_local int mine = 7;\nstatic pthread_key_t k;\nstatic atomic_int ended;\n"
			  "static void end(void *v)\n{\n	atomic_fetch_add(&ended, *(int *)v);\n}\n"
			  "static void setup(void)\n{\n	pthread_key_create(&k, end);\n}\n"
			  "static void a(unsigned s)\n{\n	static int values[2] = {10, 20};\n\n"
			  "	EXPECT(mine == 7, \"mine is %d\", mine);\n	mine += (int)s;\n	errno = (int)s;\n"
			  "	EXPECT(pthread_getspecific(k) == NULL, \"a value before it was set\");\n"
			  "	pthread_setspecific(k, &values[s]);\n	sched_yield();\n"
			  "	EXPECT(mine == 7 + (int)s && errno == (int)s, \"another's\");\n"
			  "	EXPECT(pthread_getspecific(k) == &values[s], \"another's value\");\n}\n"
			  "static void check(void)\n{\n	EXPECT(ended == 30, \"destructors: %d\", ended);\n}\n",
			  "setup", "a, a", "check");
}

static void c11_threads_are_threads(void **state)
{
	(void)state;
	assert_proved("static mtx_t m;\nstatic int n;\n"
		      "static int f(void *a)\n{\n	(void)a;\n	mtx_lock(&m);\n	n++;\n	mtx_unlock(&m);\n	return 5;\n}\n"
		      "static void a(unsigned s)\n{\n	thrd_t t;\n	int r;\n\n	(void)s;\n	mtx_init(&m, mtx_plain);\n"
		      "	EXPECT(thrd_create(&t, f, NULL) == thrd_success, \"create\");\n	f(NULL);\n"
		      "	EXPECT(thrd_join(t, &r) == thrd_success && r == 5, \"join\");\n"
		      "	EXPECT(n == 2, \"%d\", n);\n}\n",
		      "a");
}

static void readers_share_and_writers_do_not(void **state)
{
	(void)state;
	assert_proved_lab("static pthread_rwlock_t w = PTHREAD_RWLOCK_INITIALIZER;\nstatic int v;\n"
			  "static atomic_int together;\n"
			  "static void r(unsigned s)\n{\n	(void)s;\n	pthread_rwlock_rdlock(&w);\n"
			  "	EXPECT(pthread_rwlock_tryrdlock(&w) == 0, \"a second reader\");\n"
			  "	EXPECT(pthread_rwlock_trywrlock(&w) == EBUSY, \"a writer\");\n"
			  "	pthread_rwlock_unlock(&w);\n	(void)v;\n	pthread_rwlock_unlock(&w);\n}\n"
			  "static void x(unsigned s)\n{\n	(void)s;\n	pthread_rwlock_wrlock(&w);\n"
			  "	EXPECT(pthread_rwlock_tryrdlock(&w) == EBUSY, \"a reader\");\n	v++;\n"
			  "	pthread_rwlock_unlock(&w);\n	(void)together;\n}\n",
			  "", "r, x", "");
}

/* ---- what can go wrong ---- */

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
		     "a", FINDING_DEADLOCK, "");
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

/* ---- data races ---- */

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
		result = explore();
		print_all(&result);
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

/* ---- spinning, and what it costs ---- */

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
	result = explore();
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

/* ---- witnesses and tokens ---- */

static const char if_for_while[] =
	"static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
	"static pthread_cond_t c = PTHREAD_COND_INITIALIZER;\nstatic int loaves;\n"
	"static void eat(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n	if (loaves == 0)\n"
	"		pthread_cond_wait(&c, &m);\n	EXPECT(loaves > 0, \"nothing there\");\n	loaves--;\n"
	"	pthread_mutex_unlock(&m);\n}\n"
	"static void bake(unsigned s)\n{\n	(void)s;\n	for (int i = 0; i < 2; i++) {\n		pthread_mutex_lock(&m);\n"
	"		loaves++;\n		pthread_cond_signal(&c);\n		pthread_mutex_unlock(&m);\n	}\n}\n";

static void an_if_for_a_while_fails_with_few_switches(void **state)
{
	const struct finding *finding;
	struct result result;

	(void)state;
	little_lab(if_for_while, "", "eat, eat, bake", "", false);
	result = explore();
	finding = little_finding(&result, FINDING_ASSERTION);
	assert_non_null(finding->witness);
	assert_in_range(finding->witness->switches, 1, 4);
	assert_in_range(strlen(finding->witness->token), 10, 48);
	assert_true(finding->witness->nsteps > 0);
	result_release(&result);
}

static void a_lost_update_needs_two_switches(void **state)
{
	const struct finding *finding;
	struct result result;

	(void)state;
	little_lab("static int n;\nstatic void a(unsigned s)\n{\n	(void)s;\n	n++;\n}\n"
		   "static void check(void)\n{\n	EXPECT(n == 2, \"%d\", n);\n}\n",
		   "", "a, a", "check", false);
	result = explore();
	finding = little_finding(&result, FINDING_ASSERTION);
	assert_int_equal(finding->witness->switches, 2);
	assert_int_equal(finding->witness->nsteps, 4);
	assert_string_equal(finding->witness->steps[0].what, "reads");
	assert_string_equal(finding->witness->steps[0].object, "n");
	assert_int_equal(finding->witness->steps[3].value, 1);
	/* T2 has read what T1 is about to overwrite: the update is lost, whoever writes first. */
	assert_true(finding->witness->steps[1].failing);
	result_release(&result);
}

static void a_token_read_is_the_schedule_written(void **state)
{
	struct wire_schedule schedule = {.used = 3,
					 .turns = {{1, 0, 700}, {63, 5, 1}, {2, 0, 3}}};
	struct subject *subject;
	struct token token;
	char *error = NULL, *text;

	(void)state;
	little_lab(if_for_while, "", "eat, eat, bake", "", false);
	assert_true(subject_new("01", NULL, COMPILER_GCC, NULL, &subject, &error));
	text = token_write(subject, 4, &schedule);
	assert_true(token_read(text, &token, &error));
	assert_string_equal(token.lab, "01");
	assert_int_equal(token.scenario, 4);
	assert_int_equal(token.hash, token_hash(subject));
	assert_int_equal(token.schedule.used, 3);
	assert_memory_equal(token.schedule.turns, schedule.turns, 3 * sizeof schedule.turns[0]);
	free(text);
	subject_free(subject);
}

static void a_damaged_token_is_refused_with_the_reason(void **state)
{
	struct token token;
	char *error = NULL;

	(void)state;
	assert_false(token_read("hello", &token, &error));
	assert_non_null(strstr(error, "no token"));
	free(error);
	assert_false(token_read("01.1-00000000-AB*C", &token, &error));
	assert_non_null(strstr(error, "'*C'"));
	free(error);
}

/* ---- sampling ---- */

static void sampling_finds_what_is_there_and_tells_its_bound(void **state)
{
	struct result result;

	(void)state;
	little_lab(if_for_while, "", "eat, eat, bake", "", false);
	result = explore_with(
		(struct settings){.search = SEARCH_SAMPLE, .search_chosen = true, .runs = 2000});
	little_finding(&result, FINDING_ASSERTION);
	assert_false(result.explored->complete);
	result_release(&result);
}

static void too_many_classes_are_sampled_after_a_trial(void **state)
{
	struct result result;

	(void)state;
	little_lab("static atomic_int x;\nstatic void a(unsigned s)\n{\n	(void)s;\n"
		   "	for (int i = 0; i < 9; i++)\n		atomic_fetch_add(&x, 1);\n}\n",
		   "", "a, a, a, a", "", false);
	result = explore_with((struct settings){.runs = 20000});
	assert_int_equal(result.status, STATUS_NO_FAILURE_FOUND);
	assert_int_equal(result.nexplored, 2);
	assert_true(result.explored[1].sampled);
	assert_true(result.explored[0].estimate > result.explored[0].executions);
	result_release(&result);
}

static void more_threads_than_the_clocks_had_room_for_are_explored(void **state)
{
	struct result result;

	(void)state;
	little_lab("static atomic_int x[20];\nstatic void *f(void *i)\n{\n	x[(long)i]++;\n	return i;\n}\n"
		   "static void a(unsigned s)\n{\n	pthread_t t[20];\n\n	(void)s;\n"
		   "	for (long i = 0; i < 20; i++)\n		pthread_create(&t[i], NULL, f, (void *)i);\n"
		   "	for (int i = 0; i < 20; i++)\n		pthread_join(t[i], NULL);\n}\n",
		   "", "a", "", false);
	result = explore();
	print_all(&result);
	assert_int_equal(result.status, STATUS_PROVED);
	assert_int_equal(result.executions, 1);
	result_release(&result);
}

static void a_stack_that_threads_share_is_explored_too(void **state)
{
	(void)state;
	assert_finds("static void *f(void *p)\n{\n	++*(int *)p;\n	return NULL;\n}\n"
		     "static void a(unsigned s)\n{\n	int here = 0;\n	pthread_t t;\n\n	(void)s;\n"
		     "	pthread_create(&t, NULL, f, &here);\n	here++;\n	pthread_join(t, NULL);\n"
		     "	EXPECT(here == 2, \"%d\", here);\n}\n",
		     "a", FINDING_ASSERTION, "1");
}

#define TEST(name) cmocka_unit_test(name)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(mutexes_return_what_posix_says),
		TEST(a_timed_lock_is_had_or_is_not),
		TEST(a_timed_wait_is_woken_or_times_out),
		TEST(a_signal_may_wake_any_waiter),
		TEST(a_wait_may_wake_for_no_reason_if_that_is_asked_for),
		TEST(semaphores_barriers_and_once_do_what_posix_says),
		TEST(threads_return_values_and_know_themselves),
		TEST(each_thread_has_its_own_variables_errno_and_keys),
		TEST(c11_threads_are_threads),
		TEST(readers_share_and_writers_do_not),
		TEST(a_lock_cycle_is_a_deadlock),
		TEST(a_lock_taken_twice_is_a_deadlock),
		TEST(a_lock_that_an_ended_thread_holds_is_a_deadlock),
		TEST(a_wait_without_a_signal_is_a_lost_wakeup),
		TEST(a_barrier_that_too_few_reach_is_a_deadlock),
		TEST(a_spin_that_nobody_ends_is_a_livelock),
		TEST(a_loop_that_never_ends_is_cut_off_and_named_so),
		TEST(memory_is_watched),
		TEST(a_use_after_a_free_in_another_thread_is_found),
		TEST(what_a_program_does_to_itself_is_named),
		TEST(what_explore_does_not_control_is_nondeterminism),
		TEST(what_no_synchronisation_orders_is_a_race_whatever_the_schedule_was),
		TEST(release_and_acquire_fences_and_sequences_order),
		TEST(copies_and_hidden_state_race_like_loops_would),
		TEST(bytes_beside_each_other_do_not_race),
		TEST(a_sleep_orders_nothing),
		TEST(a_ticket_lock_is_proved),
		TEST(looking_again_at_what_nobody_changed_is_no_new_execution),
		TEST(a_call_that_reads_twice_is_no_loop),
		TEST(whoever_waits_for_a_time_is_not_stuck),
		TEST(an_if_for_a_while_fails_with_few_switches),
		TEST(a_lost_update_needs_two_switches),
		TEST(a_token_read_is_the_schedule_written),
		TEST(a_damaged_token_is_refused_with_the_reason),
		TEST(sampling_finds_what_is_there_and_tells_its_bound),
		TEST(too_many_classes_are_sampled_after_a_trial),
		TEST(more_threads_than_the_clocks_had_room_for_are_explored),
		TEST(a_stack_that_threads_share_is_explored_too),
	};

	return cmocka_run_group_tests(tests, little_labs_begin, little_labs_end);
}
