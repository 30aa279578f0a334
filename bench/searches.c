/* SPDX-License-Identifier: MIT */
/*
 * The figures of explore, all in one run: executions and schedule points a second, memory, executions
 * that `prove` and the naive search need, for the programs in bench/labs and each lab's reference.
 *
 * What it prints is of this machine and this moment.  No test depends on the times; the counts are
 * those of tests/test_explore_counts.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "kit.h"
#include "labs.h"
#include "launch.h"
#include "subject.h"
#include "text.h"

#define NAIVE_MOST  300000
#define EVENTS_GOAL 4000000 /* schedule points to time: small programs are explored again and again */

struct figures {
	uint64_t executions, points, usec, longest, bytes;
	bool complete;
	char *problem;
};

static struct figures explore(struct subject *subject, unsigned scenario, uint32_t search,
			      uint64_t runs, uint32_t repeat)
{
	struct launch launch_it = {.runner = RUNNER_EXPLORE, .guard = 120};
	struct landing landing = {0};
	struct figures figures = {0};
	char *error = NULL;

	launch_it.job = (struct wire_job){.scenario = scenario,
					  .mode = MODE_EXPLORE,
					  .search = search,
					  .runs = runs,
					  .seed = 1,
					  .repeat = repeat,
					  .after_failure = UINT32_MAX};
	if (!subject_object(subject, FLAVOUR_EXPLORE, &launch_it.object, &error) ||
	    !launch(&launch_it, &landing, &error))
		die("%s", error);
	figures.executions = atomic_load(&landing.wire->runs_done);
	figures.points = atomic_load(&landing.wire->points);
	figures.usec = landing.wire->search_usec;
	figures.longest = landing.wire->longest;
	figures.bytes = landing.wire->bytes;
	figures.complete = landing.wire->complete;
	landing_release(&landing);
	return figures;
}

static void print_row(const char *name, struct subject *subject, unsigned scenario)
{
	struct figures once = explore(subject, scenario, SEARCH_PROVE, 1000000, 0), timed = once;
	struct figures naive = explore(subject, scenario, SEARCH_NAIVE, NAIVE_MOST, 0);
	struct figures sampled;
	uint32_t repeat = once.points > 0 ? (uint32_t)(EVENTS_GOAL / once.points) : 0;
	double done;

	if (repeat > 0)
		timed = explore(subject, scenario, SEARCH_PROVE, 1000000, repeat);
	sampled = explore(subject, scenario, SEARCH_SAMPLE, once.executions * (repeat + 1), 0);
	done = (double)once.executions * (repeat + 1);
	printf("  %-46.46s %8llu%c %9llu%c %6llu %10.0f %11.0f %10.0f %4.0f\n", name,
	       (unsigned long long)once.executions, once.complete ? ' ' : '+',
	       (unsigned long long)naive.executions, naive.complete ? ' ' : '+',
	       (unsigned long long)once.longest, done / ((double)timed.usec / 1e6),
	       (double)once.points * (repeat + 1) / ((double)timed.usec / 1e6),
	       (double)sampled.executions / ((double)sampled.usec / 1e6),
	       (double)once.bytes / 1e6);
	fflush(stdout);
}

static void print_lab(const char *lab, const char *source, bool all)
{
	struct subject *subject;
	char *error = NULL;

	if (!subject_new(lab, source, COMPILER_GCC, NULL, &subject, &error))
		die("%s", error);
	for (unsigned i = 0; subject->lab->scenarios[i].name != NULL; i++) {
		const struct scenario *scenario = &subject->lab->scenarios[i];
		char *name;

		if (scenario->native_only || scenario->explore_runs != 0) /* too large to end */
			continue;
		name = all ? format_string("%s", scenario->name)
			   : format_string("%s, %s", subject->name, scenario->name);
		print_row(name, subject, i);
		free(name);
	}
	subject_free(subject);
}

int main(void)
{
	char *error = NULL;
	char **names;

	printf("explore, a core: executions of prove and of the naive search (+: stopped), events of the\n"
	       "longest, executions and schedule points a second in prove, executions a second in sample, and\n"
	       "megabytes of the runner in prove\n\n"
	       "  %-46s %9s %10s %6s %10s %11s %10s %4s\n",
	       "program: classes", "prove", "naive", "events", "prove/s", "points/s", "sample/s", "MB");
	if (!kit_init("bench/labs", &error))
		die("%s", error);
	print_lab("01", NULL, true);
	print_lab("02", NULL, true);
	print_lab("03", NULL, true);
	print_lab("04", NULL, true);
	if (!kit_init("labs", &error))
		die("%s", error);
	names = labs_names();
	for (char **name = names; *name != NULL; name++) {
		char *reference = format_string("solutions/%s/lab.c", *name);

		print_lab(*name, reference, false);
		free(reference);
	}
	labs_free_names(names);
	return 0;
}
