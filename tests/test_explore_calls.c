/* SPDX-License-Identifier: MIT */
/* What modelled calls return, and which outcomes they may have, in explore. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_explore.h"
#include "little_lab.h"

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
	result = little_explore();
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
	result = little_explore();
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
	result = little_explore();
	little_print(&result);
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
	result = little_explore_with((struct settings){.spurious = true});
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

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(mutexes_return_what_posix_says),
		cmocka_unit_test(a_timed_lock_is_had_or_is_not),
		cmocka_unit_test(a_timed_wait_is_woken_or_times_out),
		cmocka_unit_test(a_signal_may_wake_any_waiter),
		cmocka_unit_test(a_wait_may_wake_for_no_reason_if_that_is_asked_for),
		cmocka_unit_test(semaphores_barriers_and_once_do_what_posix_says),
		cmocka_unit_test(threads_return_values_and_know_themselves),
		cmocka_unit_test(each_thread_has_its_own_variables_errno_and_keys),
		cmocka_unit_test(c11_threads_are_threads),
		cmocka_unit_test(readers_share_and_writers_do_not),
	};

	return cmocka_run_group_tests(tests, little_labs_begin, little_labs_end);
}
