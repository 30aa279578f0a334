/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* C11's threads.h (7.26), as glibc has it. */
#include "rules.h"

#include <threads.h>

static mtx_t plain, recursive, timed;
static cnd_t condition;
static once_flag flag = ONCE_FLAG_INIT;
static tss_t key;
static int made, destroyed;
static bool go;

static int three(void *unused)
{
	(void)unused;
	return 3;
}

static int leave_with_four(void *unused)
{
	(void)unused;
	thrd_exit(4);
}

static int try_plain(void *unused)
{
	int error = mtx_trylock(&plain);

	(void)unused;
	if (error == thrd_success)
		RULE(mtx_unlock(&plain) == thrd_success);
	return error;
}

static int in_c11_thread(thrd_start_t start)
{
	thrd_t thread;
	int result;

	RULE(thrd_create(&thread, start, NULL) == thrd_success);
	RULE(thrd_join(thread, &result) == thrd_success);
	return result;
}

/* 7.26.5.6 thrd_join: the result is what the function returned, or gave to thrd_exit. */
static void a_thread_has_a_result(void)
{
	RULE(in_c11_thread(three) == 3);
	RULE(in_c11_thread(leave_with_four) == 4);
}

/* 7.26.5.2, 4 thrd_current, thrd_equal. */
static void a_thread_is_itself(void)
{
	RULE(thrd_equal(thrd_current(), thrd_current()) != 0);
}

/* 7.26.4.5 mtx_trylock: thrd_busy, another thread has it. */
static void a_locked_mutex_is_busy(void)
{
	RULE(mtx_lock(&plain) == thrd_success);
	RULE(in_c11_thread(try_plain) == thrd_busy);
	RULE(mtx_unlock(&plain) == thrd_success);
	RULE(in_c11_thread(try_plain) == thrd_success);
}

/* 7.26.4.2 mtx_init: a recursive one may be locked several times by its thread. */
static void a_recursive_mutex_counts(void)
{
	RULE(mtx_lock(&recursive) == thrd_success);
	RULE(mtx_lock(&recursive) == thrd_success);
	RULE(mtx_trylock(&recursive) == thrd_success);
	for (int i = 0; i < 3; i++)
		RULE(mtx_unlock(&recursive) == thrd_success);
}

/* 7.26.4.4 mtx_timedlock: thrd_timedout, the time came first. */
static void a_timed_mutex_times_out(void)
{
	RULE(mtx_timedlock(&timed, &past) == thrd_success);
	RULE(mtx_timedlock(&timed, &past) == thrd_timedout);
	RULE(mtx_unlock(&timed) == thrd_success);
}

/* 7.26.3.5 cnd_timedwait: thrd_timedout; and the mutex is the caller's again. */
static void a_wait_times_out(void)
{
	RULE(mtx_lock(&plain) == thrd_success);
	RULE(cnd_timedwait(&condition, &plain, &past) == thrd_timedout);
	RULE(in_c11_thread(try_plain) == thrd_busy);
	RULE(mtx_unlock(&plain) == thrd_success);
}

static int wait_for_go(void *unused)
{
	(void)unused;
	RULE(mtx_lock(&plain) == thrd_success);
	while (!go)
		RULE(cnd_wait(&condition, &plain) == thrd_success);
	RULE(mtx_unlock(&plain) == thrd_success);
	return 0;
}

/* 7.26.3.1, 4, 6 cnd_broadcast, cnd_signal, cnd_wait. */
static void a_waiter_is_woken(void)
{
	thrd_t thread;

	RULE(thrd_create(&thread, wait_for_go, NULL) == thrd_success);
	RULE(mtx_lock(&plain) == thrd_success);
	go = true;
	RULE(cnd_signal(&condition) == thrd_success);
	RULE(cnd_broadcast(&condition) == thrd_success);
	RULE(mtx_unlock(&plain) == thrd_success);
	RULE(thrd_join(thread, NULL) == thrd_success);
}

static void make(void)
{
	made++;
}

/* 7.26.2.1 call_once: the first call calls it, and no other. */
static void once_is_once(void)
{
	call_once(&flag, make);
	call_once(&flag, make);
	RULE(made == 1);
}

static void count(void *value)
{
	RULE(value == &key);
	destroyed++;
}

static int set_value(void *unused)
{
	(void)unused;
	RULE(tss_get(key) == NULL);
	RULE(tss_set(key, &key) == thrd_success);
	return tss_get(key) == &key;
}

/* 7.26.6 tss_create, tss_get, tss_set: a value a thread, destroyed with it. */
static void values_are_a_threads_own(void)
{
	RULE(tss_create(&key, count) == thrd_success);
	RULE(in_c11_thread(set_value) == 1);
	RULE(destroyed == 1 && tss_get(key) == NULL);
	tss_delete(key);
}

/* 7.26.5.7 thrd_sleep: 0 when the time has passed. */
static void a_sleep_is_zero(void)
{
	RULE(thrd_sleep(&(struct timespec){.tv_nsec = 1}, NULL) == 0);
	thrd_yield();
}

int main(void)
{
	RULE(mtx_init(&plain, mtx_plain) == thrd_success);
	RULE(mtx_init(&recursive, mtx_plain | mtx_recursive) == thrd_success);
	RULE(mtx_init(&timed, mtx_timed) == thrd_success);
	RULE(cnd_init(&condition) == thrd_success);
	a_thread_has_a_result();
	a_thread_is_itself();
	a_locked_mutex_is_busy();
	a_recursive_mutex_counts();
	a_timed_mutex_times_out();
	a_wait_times_out();
	a_waiter_is_woken();
	once_is_once();
	values_are_a_threads_own();
	a_sleep_is_zero();
	cnd_destroy(&condition);
	mtx_destroy(&plain);
	mtx_destroy(&recursive);
	mtx_destroy(&timed);
	return 0;
}
