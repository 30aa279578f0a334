/* SPDX-License-Identifier: MIT */
/*
 * tsan: the real ThreadSanitizer, gcc's or clang's as the submission is compiled, with noise in
 * front of it.
 *
 * Its findings come through the wire like all of a runner's (harness/rt/tsan_report.c).
 */
#include "checker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../launch.h"
#include "../progress.h"
#include "../subject.h"
#include "../text.h"
#include "../wire_read.h"

#define MAX_POINTS 2000000
#define GUARD	   30

static const enum runner runners[COMPILERS] = {
	[COMPILER_GCC] = RUNNER_TSAN_GCC,
	[COMPILER_CLANG] = RUNNER_TSAN_CLANG,
};

static bool usable(char **why)
{
	if (access(runner_path(RUNNER_TSAN_GCC), X_OK) == 0 ||
	    access(runner_path(RUNNER_TSAN_CLANG), X_OK) == 0)
		return true;
	*why = format_string("no runner is built with ThreadSanitizer (%s is not there): install "
			     "gcc's libtsan (apt-get install libgcc-12-dev) and run `make` again",
			     runner_path(RUNNER_TSAN_GCC));
	return false;
}

static void show(void *total, const struct wire *wire)
{
	progress_set("tsan", atomic_load(&wire->runs_done), *(const uint64_t *)total);
}

static void give_up(struct result *result, char *why)
{
	result->status = STATUS_ERROR;
	free(result->note);
	result->note = why;
}

static void note_blindness(struct result *result, const struct wire *wire)
{
	if (atomic_load(&wire->forked_with_threads) == 0 || result->note != NULL)
		return;
	result->note = format_string("blind after the fork: ThreadSanitizer watches nothing in a "
				     "child of a process that has several threads");
}

/* False: no use to go on; result says why. */
static bool take_landing(struct subject *subject, const struct scenario *scenario,
			 struct result *result, const struct landing *landing)
{
	char *error;

	result->executions += atomic_load(&landing->wire->runs_done);
	if (!wire_read(landing, subject_symbols(subject, FLAVOUR_TSAN), &result->findings,
		       &error)) {
		give_up(result, error);
		return false;
	}
	note_blindness(result, landing->wire);
	if (landing->guarded &&
	    (subject->lab->program ||
	     !stillness_add(landing->still, GUARD, false, &result->findings))) {
		give_up(result, format_string("scenario \"%s\": a run made no progress for %d s "
					      "under ThreadSanitizer and was stopped",
					      scenario->name, GUARD));
		return false;
	}
	/* A run that could not end ends the runner: the others would not end either. */
	result->complete = result->complete && atomic_load(&landing->wire->state) == WIRE_DONE;
	return true;
}

static bool run_scenario(struct subject *subject, const struct settings *settings,
			 struct result *result, unsigned index)
{
	const struct scenario *scenario = &subject->lab->scenarios[index];
	uint64_t runs = settings->runs != 0 ? settings->runs : scenario->tool_runs;
	struct launch tsan = {.runner = runners[subject->compiler],
			      .input = subject->program.input,
			      .guard = GUARD,
			      .confined = subject->confined,
			      .watch = show,
			      .context = &runs};
	struct landing landing = {0};
	char *error;
	bool good;

	tsan.job = (struct wire_job){
		.scenario = index,
		.mode = scenario->processes ? MODE_PROCESS : MODE_FRESH,
		.noise = settings->noise >= 0 ? (uint32_t)settings->noise
					      : NOISE_SYNC | NOISE_ACCESS,
		.keep_output = settings->keep_output,
		.first_run = 1,
		.runs = runs,
		.seed = settings->seed,
		.max_points = subject->lab->program ? 0 : MAX_POINTS,
	};
	if (!subject_object(subject, FLAVOUR_TSAN, &tsan.object, &error) ||
	    !launch(&tsan, &landing, &error)) {
		give_up(result, error);
		return false;
	}
	good = take_landing(subject, scenario, result, &landing);
	landing_release(&landing);
	return good;
}

static void tsan_check(struct subject *subject, const struct settings *settings,
		       struct result *result)
{
	const struct scenario *scenarios = subject->lab->scenarios;
	bool asked = false;

	result->complete = true;
	for (unsigned i = 0; scenarios[i].name != NULL; i++) {
		if (settings->scenario >= 0 ? (unsigned)settings->scenario != i
					    : scenarios[i].tool_runs == 0)
			continue;
		asked = true;
		if (!run_scenario(subject, settings, result, i)) {
			result->complete = false;
			return;
		}
	}
	result->status = result->findings.count > 0 ? STATUS_FAIL : STATUS_CLEAN;
	if (asked)
		return;
	result->status = STATUS_SKIPPED;
	result->note = format_string("%s: no scenario asked for runs under a tool", subject->name);
}

CHECKER(tsan) = {
	.name = "tsan",
	.order = 20,
	.what = "ThreadSanitizer of the compiler in use, with noise in front of every access",
	.usable = usable,
	.check = tsan_check,
};
