/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Barriers. */
#include "rules.h"

#define THREADS 2
#define ROUNDS	2

static pthread_barrier_t barrier;
static int arrived[THREADS];		/* each thread writes its own between two waits */
static int serials[THREADS][ROUNDS];	/* ... and its own row */

/* pthread_barrier_init: EINVAL, the count is zero. */
static void a_barrier_is_for_one_at_least(void)
{
	RULE(pthread_barrier_init(&barrier, NULL, 0) == EINVAL);
}

/* pthread_barrier_wait: the last to arrive passes at once; it is the serial thread. */
static void a_barrier_for_one_is_open(void)
{
	RULE(pthread_barrier_init(&barrier, NULL, 1) == 0);
	RULE(pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD);
	RULE(pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD);
	RULE(pthread_barrier_destroy(&barrier) == 0);
}

/* pthread_barrier_wait: 0 or PTHREAD_BARRIER_SERIAL_THREAD; what was done before is seen. */
static void one_round(int self, int round)
{
	int result;

	arrived[self]++;
	result = pthread_barrier_wait(&barrier);
	RULE(result == 0 || result == PTHREAD_BARRIER_SERIAL_THREAD);
	serials[self][round] = result != 0;
	for (int other = 0; other < THREADS; other++)
		RULE(arrived[other] == round + 1);
	result = pthread_barrier_wait(&barrier);
	RULE(result == 0 || result == PTHREAD_BARRIER_SERIAL_THREAD);
}

static void *go_round(void *self)
{
	for (int round = 0; round < ROUNDS; round++)
		one_round((int)(long)self, round);
	return NULL;
}

/* pthread_barrier_wait: after it opens, it is as it was after pthread_barrier_init. */
static void a_barrier_serves_again_and_again(void)
{
	pthread_t other;

	RULE(pthread_barrier_init(&barrier, NULL, THREADS) == 0);
	RULE(pthread_create(&other, NULL, go_round, (void *)1) == 0);
	go_round((void *)0);
	RULE(pthread_join(other, NULL) == 0);
	RULE(pthread_barrier_destroy(&barrier) == 0);
}

/* pthread_barrier_wait: exactly one thread of each round is the serial thread. */
static void one_thread_a_round_is_serial(void)
{
	for (int round = 0; round < ROUNDS; round++) {
		int sum = 0;

		for (int thread = 0; thread < THREADS; thread++)
			sum += serials[thread][round];
		RULE(sum == 1);
	}
}

/* pthread_barrierattr_getpshared: a barrier is of one process, unless the attributes say else. */
static void a_barrier_is_private(void)
{
	pthread_barrierattr_t attributes;

	RULE(pthread_barrierattr_init(&attributes) == 0);
	RULE(pthread_barrierattr_setpshared(&attributes, 77) == EINVAL);
	RULE(pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_PRIVATE) == 0);
	RULE(pthread_barrier_init(&barrier, &attributes, 1) == 0);
	RULE(pthread_barrierattr_destroy(&attributes) == 0);
	RULE(pthread_barrier_destroy(&barrier) == 0);
}

int main(void)
{
	a_barrier_is_for_one_at_least();
	a_barrier_for_one_is_open();
	a_barrier_serves_again_and_again();
	one_thread_a_round_is_serial();
	a_barrier_is_private();
	return 0;
}
