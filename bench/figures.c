/* SPDX-License-Identifier: MIT */
/*
 * The figures of speed and of noise, all in one run, so that they can be compared: `make bench`.
 *
 * What it prints is of this machine and this moment.  No test depends on it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "checkers/checker.h"
#include "die.h"
#include "kit.h"
#include "labs.h"
#include "subject.h"
#include "text.h"

#define SHELL_RUNS  1000
#define THREAD_RUNS 20000
#define LOOP_RUNS   3000000
#define POOL_RUNS   1000000
#define TRIES	    20

static char *build; /* folder of the kit that was built */

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The words of a command's first line of output, as numbers. */
static void numbers_of(const char *command, long *lost, double *nsec)
{
	FILE *pipe = popen(command, "r");

	if (pipe == NULL || fscanf(pipe, "%ld %lf", lost, nsec) != 2)
		die("`%s` did not print its figures", command);
	pclose(pipe);
}

static double loop_rate(const char *name, long runs, long *lost)
{
	char *command = format_string("%s/bench/loops %s %ld", build, name, runs);
	double nsec;

	numbers_of(command, lost, &nsec);
	free(command);
	return (double)runs / (nsec / 1e9);
}

static double shell_rate(void)
{
	char *command = format_string("i=0; while [ $i -lt %d ]; do %s/bench/loops once; "
				      "i=$((i+1)); done >/dev/null",
				      SHELL_RUNS, build);
	double began = now();

	if (system(command) != 0)
		die("`%s` failed", command);
	free(command);
	return SHELL_RUNS / (now() - began);
}

/* The first scenario of the lab's starter under that noise. */
static struct result stress(const char *lab, int noise, uint64_t runs, uint64_t seed, bool stop)
{
	struct settings settings = {.runs = runs,
				    .seed = seed,
				    .scenario = 0,
				    .noise = noise,
				    .until_failure = stop};
	struct result result = {.checker = "stress"};
	struct subject *subject;
	char *error;

	if (!subject_new(lab, NULL, COMPILER_GCC, NULL, &subject, &error))
		die("%s", error);
	checker_find("stress")->check(subject, &settings, &result);
	if (result.status == STATUS_ERROR)
		die("%s: %s", lab, result.note);
	subject_free(subject);
	return result;
}

static void print_rates(void)
{
	long lost_threads, lost_pinned;
	double shell = shell_rate();
	double threads = loop_rate("threads", THREAD_RUNS, &lost_threads);
	double pinned = loop_rate("pinned", LOOP_RUNS, &lost_pinned);
	struct result result = stress("01-hit-counter", NOISE_NONE, POOL_RUNS, 1, false);
	struct measure *measure = &result.measures[0];
	double ours = (double)measure->runs / measure->seconds;

	printf("Runs a second, two threads that count once each without a lock\n"
	       "  %-44s %12.0f  lost in a million %8.0f\n"
	       "  %-44s %12.0f  stress is %6.0f times as fast\n"
	       "  %-44s %12.0f  stress is %6.0f times as fast, lost in a million %.0f\n"
	       "  %-44s %12.0f  stress is %6.2f times as fast, lost in a million %.0f\n\n",
	       "stress", ours, 1e6 * (double)measure->failed / (double)measure->runs,
	       "a shell loop of processes", shell, ours / shell,
	       "a loop that creates its threads each time", threads, ours / threads,
	       1e6 * (double)lost_threads / THREAD_RUNS,
	       "a loop of two pinned threads, spin barrier", pinned, ours / pinned,
	       1e6 * (double)lost_pinned / LOOP_RUNS);
	result_release(&result);
}

static void print_noise_of(const char *lab)
{
	static const int noises[] = {NOISE_NONE, NOISE_SYNC, NOISE_ACCESS, NOISE_TARGET};
	static const uint64_t runs[] = {POOL_RUNS, 10000, 10000, 10000};

	printf("  %-18s", lab);
	for (unsigned i = 0; i < sizeof noises / sizeof noises[0]; i++) {
		struct result result = stress(lab, noises[i], runs[i], 1, false);
		struct measure *measure = &result.measures[0];

		printf("  %10.0f", 1e6 * (double)measure->failed / (double)measure->runs);
		fflush(stdout);
		result_release(&result);
	}
	printf("\n");
}

static void print_noise(void)
{
	static const char *const labs[] = {"01-hit-counter", "02-ticket-office", "08-mailbox",
					   "22-money-transfer"};

	printf("Failures in a million runs of the starter's first scenario\n  %-18s  %10s  %10s  %10s"
	       "  %10s\n",
	       "", "no noise", "at calls", "at accesses", "targeted");
	for (unsigned i = 0; i < sizeof labs / sizeof labs[0]; i++)
		print_noise_of(labs[i]);
	printf("\n");
}

static void print_deadlocks(void)
{
	double most = 0, sum = 0;
	unsigned met = 0;

	for (unsigned try = 0; try < TRIES; try++) {
		struct result result = stress("22-money-transfer", NOISE_SYNC, POOL_RUNS, try + 1,
					      true);
		double seconds = result.measures[0].seconds;

		met += result.measures[0].failed > 0;
		sum += seconds;
		most = seconds > most ? seconds : most;
		result_release(&result);
	}
	printf("The deadlock of 22-money-transfer, noise at calls: met in %u of %d tries,\n"
	       "  after %.3f s on average, %.3f s at most (start of the runner and report included)\n\n",
	       met, TRIES, sum / TRIES, most);
}

static void print_checks(void)
{
	char **names = labs_names();

	printf("Seconds of a whole check, starter and reference\n");
	for (char **name = names; *name != NULL; name++) {
		double times[2];

		for (int i = 0; i < 2; i++) {
			char *file = format_string("%s/%s/lab.c",
						   i == 0 ? kit_labs_dir() : kit_solutions_dir(),
						   *name);
			char *command = format_string("%s/racelab check %s %s >/dev/null 2>&1",
						      build, *name, file);
			double began = now();
			int status = system(command);

			times[i] = now() - began;
			if (WEXITSTATUS(status) == 2)
				die("`%s` failed", command);
			free(command);
			free(file);
		}
		printf("  %-18s %6.1f %6.1f\n", *name, times[0], times[1]);
		fflush(stdout);
	}
	labs_free_names(names);
}

int main(int argc, char **argv)
{
	char *error;

	(void)argc;
	build = format_string("%.*s", (int)(strrchr(argv[0], '/') - argv[0]), argv[0]);
	*strrchr(build, '/') = '\0'; /* build/bench/figures */
	if (!kit_init(NULL, &error))
		die("%s", error);
	print_rates();
	print_noise();
	print_deadlocks();
	print_checks();
	return 0;
}
