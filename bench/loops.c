/* SPDX-License-Identifier: MIT */
/*
 * The loops that a person would write to make an unlocked counter fail, for bench/figures.c to
 * measure stress against.  Nothing of the harness is used here.
 *
 *	loops once       one run: two threads, created and joined     (a shell repeats it)
 *	loops threads N  N runs in one process, threads created for each
 *	loops pinned N   N runs by two persistent threads, each on a processor of its own, released
 *	                 together by a spin barrier
 *
 * Prints the number of runs that lost an update and the nanoseconds that all took.
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static volatile long counter;

static void *visit(void *nothing)
{
	(void)nothing;
	counter++;
	return NULL;
}

static long run_once(void)
{
	pthread_t threads[2];

	counter = 0;
	for (int i = 0; i < 2; i++)
		if (pthread_create(&threads[i], NULL, visit, NULL) != 0)
			exit(2);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	return counter != 2;
}

/* A barrier of two that never sleeps: the last to arrive lets both go. */
static struct {
	_Alignas(64) _Atomic unsigned arrived;
	_Alignas(64) _Atomic unsigned round;
} barrier;

static void meet(void)
{
	unsigned round = atomic_load(&barrier.round);

	if (atomic_fetch_add(&barrier.arrived, 1) == 1) {
		atomic_store(&barrier.arrived, 0);
		atomic_store(&barrier.round, round + 1);
	} else {
		while (atomic_load(&barrier.round) == round)
			;
	}
}

static void pin(int processor)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(processor, &set);
	pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

static void *visit_often(void *runs)
{
	pin(1);
	for (long i = *(long *)runs; i > 0; i--) {
		meet();
		counter++;
		meet();
	}
	return NULL;
}

static long run_pinned(long runs)
{
	pthread_t other;
	long lost = 0;

	pin(0);
	if (pthread_create(&other, NULL, visit_often, &runs) != 0)
		exit(2);
	for (long i = 0; i < runs; i++) {
		counter = 0;
		meet();
		counter++;
		meet();
		lost += counter != 2;
	}
	pthread_join(other, NULL);
	return lost;
}

static long run_threads(long runs)
{
	long lost = 0;

	for (long i = 0; i < runs; i++)
		lost += run_once();
	return lost;
}

int main(int argc, char **argv)
{
	long runs = argc > 2 ? atol(argv[2]) : 1;
	struct timespec from, to;
	long lost;

	clock_gettime(CLOCK_MONOTONIC, &from);
	if (argc > 1 && strcmp(argv[1], "pinned") == 0)
		lost = run_pinned(runs);
	else
		lost = run_threads(runs);
	clock_gettime(CLOCK_MONOTONIC, &to);
	printf("%ld %lld\n", lost,
	       (to.tv_sec - from.tv_sec) * 1000000000LL + (to.tv_nsec - from.tv_nsec));
	return 0;
}
