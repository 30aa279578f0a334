/* SPDX-License-Identifier: MIT */
/* rules: determined, native only */
/* glibc: joins that do not wait, or not for long. */
#include "rules.h"

#include <semaphore.h>

static sem_t gate;

static void *wait_at_gate(void *value)
{
	RULE(sem_wait(&gate) == 0);
	return value;
}

/* pthread_tryjoin_np: EBUSY, the thread has not ended; it can still be joined. */
static void a_try_at_one_that_runs_is_busy(void)
{
	pthread_t thread;
	void *result;

	RULE(pthread_create(&thread, NULL, wait_at_gate, &gate) == 0);
	RULE(pthread_tryjoin_np(thread, &result) == EBUSY);
	RULE(sem_post(&gate) == 0);
	RULE(pthread_join(thread, &result) == 0 && result == &gate);
}

/* pthread_timedjoin_np: ETIMEDOUT, it has not ended before the time; else its result is told. */
static void a_join_may_time_out(void)
{
	pthread_t thread;
	void *result;

	RULE(pthread_create(&thread, NULL, wait_at_gate, &gate) == 0);
	RULE(pthread_timedjoin_np(thread, &result, &past) == ETIMEDOUT);
	RULE(sem_post(&gate) == 0);
	RULE(pthread_timedjoin_np(thread, &result, &(struct timespec){.tv_sec = 1L << 40}) == 0);
	RULE(result == &gate);
}

/* pthread_clockjoin_np: by the monotonic clock, too. */
static void a_join_may_go_by_another_clock(void)
{
	pthread_t thread;

	RULE(pthread_create(&thread, NULL, wait_at_gate, NULL) == 0);
	RULE(pthread_clockjoin_np(thread, NULL, CLOCK_MONOTONIC,
				  &(struct timespec){0}) == ETIMEDOUT);
	RULE(sem_post(&gate) == 0);
	RULE(pthread_join(thread, NULL) == 0);
}

int main(void)
{
	RULE(sem_init(&gate, 0, 0) == 0);
	a_try_at_one_that_runs_is_busy();
	a_join_may_time_out();
	a_join_may_go_by_another_clock();
	return 0;
}
