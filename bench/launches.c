/* SPDX-License-Identifier: MIT */
/*
 * What confinement costs: a launch of a runner and a call of the compiler, without and with it, and
 * the runs a second of a lab that calls the kernel often.
 *
 * What it prints is of this machine and this moment.  No test depends on it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "confine.h"
#include "die.h"
#include "kit.h"
#include "launch.h"
#include "subject.h"

#define TIMES 41

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* The middle one: others work on this machine, too. */
static double median(double *times)
{
	qsort(times, TIMES, sizeof *times, by_size);
	return times[TIMES / 2];
}

static struct subject *reference_of(const char *lab, bool confined)
{
	char source[256], *error;
	struct subject *subject;

	snprintf(source, sizeof source, "%s/%s/lab.c", kit_solutions_dir(), lab);
	if (!subject_new(lab, source, COMPILER_GCC, NULL, &subject, &error))
		die("%s", error);
	subject->confined = confined;
	return subject;
}

static struct launch explore_once(struct subject *subject)
{
	struct launch launch = {
		.runner = RUNNER_EXPLORE, .confined = subject->confined, .guard = 60};
	char *error;

	launch.job = (struct wire_job){.mode = MODE_EXPLORE, .runs = 1, .seed = 1};
	if (!subject_object(subject, FLAVOUR_EXPLORE, &launch.object, &error))
		die("%s", error);
	return launch;
}

static double milliseconds_of_a_launch(bool confined)
{
	struct subject *subject = reference_of("01-hit-counter", confined);
	struct launch once = explore_once(subject);
	double times[TIMES];

	for (unsigned i = 0; i < TIMES; i++) {
		struct landing landing = {0};
		double began = now();
		char *error;

		if (!launch(&once, &landing, &error))
			die("%s", error);
		times[i] = now() - began;
		landing_release(&landing);
	}
	subject_free(subject);
	return median(times);
}

/* Two sources each in two ways, and four links. */
static double milliseconds_of_a_build(bool confined)
{
	double times[TIMES];

	for (unsigned i = 0; i < TIMES; i++) {
		struct subject *subject = reference_of("01-hit-counter", confined);
		double began = now();
		char *error;

		if (!subject_build(subject, &error))
			die("%s", error);
		times[i] = now() - began;
		subject_free(subject);
	}
	return median(times);
}

/* Runs a second of processes that lock and fork: one call of the kernel after the other. */
static double runs_per_second(const char *lab, uint64_t runs, bool confined)
{
	struct subject *subject = reference_of(lab, confined);
	struct launch stress = {.runner = RUNNER_STRESS, .confined = confined, .guard = 60};
	struct landing landing = {0};
	double rate;
	char *error;

	stress.job = (struct wire_job){.mode = subject->lab->scenarios[0].processes ? MODE_PROCESS
										    : MODE_POOL,
				       .first_run = 1,
				       .runs = runs,
				       .seed = 1};
	if (!subject_object(subject, FLAVOUR_STRESS, &stress.object, &error) ||
	    !launch(&stress, &landing, &error))
		die("%s", error);
	rate = (double)atomic_load(&landing.wire->runs_done) / landing.seconds;
	landing_release(&landing);
	subject_free(subject);
	return rate;
}

int main(void)
{
	char *error;

	if (!kit_init(NULL, &error))
		die("%s", error);
	if (kit_solutions_dir() == NULL)
		die("there are no solutions beside %s", kit_labs_dir());
	printf("Confinement (%s)                       without       with\n", confine_word());
	printf("  a launch of a runner, ms             %9.1f  %9.1f\n",
	       milliseconds_of_a_launch(false), milliseconds_of_a_launch(true));
	printf("  a build of lab 01, ms                %9.1f  %9.1f\n",
	       milliseconds_of_a_build(false), milliseconds_of_a_build(true));
	printf("  stress of lab 22, runs a second      %9.0f  %9.0f\n",
	       runs_per_second("22-money-transfer", 200000, false),
	       runs_per_second("22-money-transfer", 200000, true));
	printf("  stress of lab 28, runs a second      %9.0f  %9.0f\n",
	       runs_per_second("28-ledger", 2000, false), runs_per_second("28-ledger", 2000, true));
	return 0;
}
