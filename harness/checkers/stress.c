/* SPDX-License-Identifier: MIT */
/*
 * stress: native threads, the scenario repeated a million times, undisturbed and with noise.
 *
 * The runner does the running (harness/rt); this decides how often, under which noise, starts it
 * again after a run that could not end, and turns counts into rates.
 */
#include "checker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../die.h"
#include "../launch.h"
#include "../progress.h"
#include "../rate.h"
#include "../subject.h"
#include "../text.h"
#include "../wire_read.h"

#define POOL_RUNS    1000000
#define CROWD_RUNS   30000 /* of more than two threads: they take turns on most machines */
#define PROCESS_RUNS 2000
#define NOISY_SHARE  500 /* a run with sleeps costs hundreds of undisturbed ones */
#define NOISY_LEAST  200
#define SHARE_LEAST  50 /* a starter that fails one noisy run in four is then met all but surely */
#define PROGRAM_STEPS 500000000 /* of a whole program in all runs under one noise */
#define PROGRAM_LEAST 20
#define RESTARTS     20 /* after runs that could not end */
#define MAX_POINTS   20000000
#define GUARD        20

/* What a submission, or the scenario, may call that outlives a run in one process. */
static const char *const leaves_traces[] = {
	"fork",	   "vfork",  "_Fork",	   "posix_spawn", "exec",  "pthread_key_create",
	"tss_create", "atexit", "on_exit", "sigaction",	  "signal", "pthread_atfork",
	"prctl", "setrlimit", "dup2", "mlockall", NULL,
};

/* ... and what ends or changes the thread that T1 would be. */
static const char *const ends_threads[] = {
	"pthread_exit", "pthread_cancel", "pthread_setcancel", "thrd_exit", NULL,
};

static const uint32_t usual_noise[] = {NOISE_NONE, NOISE_SYNC, NOISE_ACCESS, NOISE_TARGET};

static bool uses_any(struct subject *subject, const char *const *names)
{
	for (; *names != NULL; names++)
		if (subject_calls(subject, *names))
			return true;
	return false;
}

static bool any_usable(char **why)
{
	(void)why; /* it needs nothing that the kit itself does not need */
	return true;
}

/* One scenario under one noise, perhaps by several runners. */
struct series {
	struct subject *subject;
	const struct settings *settings;
	struct result *result;
	struct measure *measure;
	struct launch launch;
	uint64_t before; /* runs done by earlier runners of this series */
};

static void show(void *context, const struct wire *wire)
{
	const struct series *series = context;

	progress_set("stress", series->before + atomic_load(&wire->runs_done),
		     series->measure->runs);
}

static void add_outcome(struct measure *measure, const struct wire_outcome *outcome)
{
	for (unsigned i = 0; i < measure->noutcomes; i++) {
		if (measure->outcomes[i].value != outcome->value)
			continue;
		measure->outcomes[i].times += outcome->times;
		return;
	}
	if (measure->noutcomes < WIRE_OUTCOMES)
		measure->outcomes[measure->noutcomes++] = *outcome;
	else
		measure->outcomes_other += outcome->times;
}

static void add_counts(struct series *series, const struct landing *landing)
{
	const struct wire *wire = landing->wire;
	struct measure *measure = series->measure;
	uint64_t failed = atomic_load(&wire->runs_failed);

	if (failed > 0 && measure->first_failure == 0)
		measure->first_failure = atomic_load(&wire->first_failure);
	measure->failed += failed;
	measure->seconds += landing->seconds;
	for (uint32_t i = 0; i < wire->outcomes_used; i++)
		add_outcome(measure, &wire->outcomes[i]);
	measure->outcomes_other += wire->outcomes_other;
	series->before += atomic_load(&wire->runs_done);
}

static bool give_up(struct series *series, char *why)
{
	series->result->status = STATUS_ERROR;
	free(series->result->note);
	series->result->note = why;
	return false;
}

static bool read_landing(struct series *series, const struct landing *landing)
{
	char *error;

	add_counts(series, landing);
	if (!wire_read(landing, subject_symbols(series->subject, FLAVOUR_STRESS),
		       &series->result->findings, &error))
		return give_up(series, error);
	if (landing->guarded &&
	    (series->subject->lab->program ||
	     !stillness_add(landing->still, GUARD, false, &series->result->findings)))
		return give_up(series,
			       format_string("scenario \"%s\": a run made no progress for %d s and "
					     "was stopped; perhaps a loop without end that touches "
					     "no shared memory",
					     series->measure->scenario, GUARD));
	return true;
}

static bool has_livelock(const struct result *result)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (result->findings.items[i].kind == FINDING_LIVELOCK)
			return true;
	return false;
}

/* Is another runner to go on where this one ended?  Not after a run without end: it takes seconds. */
static bool more_to_do(const struct series *series, const struct landing *landing)
{
	if (atomic_load(&landing->wire->state) == WIRE_DONE || has_livelock(series->result) ||
	    landing->stopped != NULL)
		return false;
	if (series->settings->until_failure && series->measure->failed > 0)
		return false;
	return series->before < series->measure->runs;
}

/* False: the harness failed, and result says how. */
static bool run_series(struct series *series)
{
	uint64_t runs = series->measure->runs;
	bool good = true, more = true;

	for (int restarts = 0; good && more && restarts <= RESTARTS; restarts++) {
		struct landing landing = {0};
		char *error;

		series->launch.job.first_run = series->before + 1;
		series->launch.job.runs = runs - series->before;
		if (!launch(&series->launch, &landing, &error))
			return give_up(series, error);
		good = read_landing(series, &landing);
		more = more_to_do(series, &landing);
		landing_release(&landing);
	}
	series->measure->runs = series->before;
	series->result->executions += series->before;
	rate_interval(series->measure->failed, series->measure->runs, &series->measure->low,
		      &series->measure->high);
	return good;
}

static enum wire_mode mode_for(struct subject *subject, const struct scenario *scenario)
{
	return scenario->processes || uses_any(subject, leaves_traces) ? MODE_PROCESS : MODE_POOL;
}

/* What a share of the runs must not fall below, and what noise gets at least. */
static uint64_t least_runs(const struct settings *settings)
{
	return settings->share > 1 ? SHARE_LEAST : NOISY_LEAST;
}

static uint64_t usual_runs(const struct settings *settings, const struct scenario *scenario,
			   enum wire_mode mode)
{
	uint64_t runs = scenario->stress_runs != 0  ? scenario->stress_runs
			: mode == MODE_PROCESS	    ? PROCESS_RUNS
			: scenario->body[2] != NULL ? CROWD_RUNS
						    : POOL_RUNS;
	uint64_t least = least_runs(settings);

	if (settings->share <= 1 || runs <= least)
		return runs;
	return runs / settings->share > least ? runs / settings->share : least;
}

static uint64_t runs_for(const struct settings *settings, const struct scenario *scenario,
			 enum wire_mode mode, uint32_t noise)
{
	uint64_t runs = settings->runs != 0 ? settings->runs
					    : usual_runs(settings, scenario, mode);
	uint64_t least = least_runs(settings);
	uint64_t noisy = runs / NOISY_SHARE > least ? runs / NOISY_SHARE : least;

	if (settings->noise >= 0) /* asked for: then as many as asked for */
		return runs;
	return noise == NOISE_NONE || runs < noisy ? runs : noisy;
}

static struct measure *add_measure(struct result *result, const struct scenario *scenario,
				   uint32_t noise)
{
	struct measure *measure;

	result->measures = realloc(result->measures,
				   (result->nmeasures + 1) * sizeof *result->measures);
	if (result->measures == NULL)
		die("out of memory");
	measure = &result->measures[result->nmeasures++];
	*measure = (struct measure){.scenario = scenario->name,
				    .noise = noise,
				    .outcome_name = scenario->outcome};
	return measure;
}

/* A whole program's runs may be of any length: one tells how many are to be had for the steps. */
static uint64_t affordable(const struct series *series)
{
	struct launch one = series->launch;
	struct landing landing = {0};
	uint64_t wanted = series->measure->runs, runs = wanted, points;
	char *error = NULL;

	one.job.noise = NOISE_NONE;
	one.job.first_run = one.job.runs = 1;
	one.job.keep_output = 0;
	if (!launch(&one, &landing, &error)) {
		free(error); /* the next will say the same */
		return wanted;
	}
	points = atomic_load(&landing.wire->points);
	landing_release(&landing);
	if (points > 0)
		runs = PROGRAM_STEPS / points;
	if (runs < PROGRAM_LEAST)
		runs = PROGRAM_LEAST;
	return runs < wanted ? runs : wanted;
}

static bool run_one(struct subject *subject, const struct settings *settings,
		    struct result *result, unsigned index, uint32_t noise)
{
	const struct scenario *scenario = &subject->lab->scenarios[index];
	enum wire_mode mode = mode_for(subject, scenario);
	struct series series = {subject, settings, result,
				add_measure(result, scenario, noise), {0}, 0};
	char *error;

	series.measure->runs = runs_for(settings, scenario, mode, noise);
	series.measure->processes = mode == MODE_PROCESS;
	if (!subject_object(subject, FLAVOUR_STRESS, &series.launch.object, &error))
		return give_up(&series, error);
	series.launch.runner = RUNNER_STRESS;
	series.launch.input = subject->program.input;
	series.launch.guard = GUARD;
	series.launch.confined = subject->confined;
	series.launch.watch = show;
	series.launch.context = &series;
	series.launch.job = (struct wire_job){
		.scenario = index,
		.mode = mode,
		.noise = noise,
		.stop_at_failure = settings->until_failure,
		.own_first = uses_any(subject, ends_threads),
		.keep_output = settings->keep_output,
		.seed = settings->seed,
		.most_stuck = RESTARTS,
		.max_points = subject->lab->program ? 0 : MAX_POINTS,
	};
	if (subject->lab->program && settings->runs == 0)
		series.measure->runs = affordable(&series);
	return run_series(&series);
}

static bool stop_early(const struct settings *settings, const struct result *result)
{
	return (settings->until_failure && result->findings.count > 0) || has_livelock(result);
}

/* The noises for one scenario: those asked for, or the portfolio. */
static bool run_noises(struct subject *subject, const struct settings *settings,
		       struct result *result, unsigned index)
{
	if (settings->noise >= 0)
		return run_one(subject, settings, result, index, (uint32_t)settings->noise);
	for (unsigned i = 0; i < sizeof usual_noise / sizeof usual_noise[0]; i++) {
		if (!run_one(subject, settings, result, index, usual_noise[i]))
			return false;
		if (stop_early(settings, result))
			break;
	}
	return true;
}

static void stress_check(struct subject *subject, const struct settings *settings,
			 struct result *result)
{
	const struct scenario *scenarios = subject->lab->scenarios;

	result->complete = true;
	for (unsigned i = 0; scenarios[i].name != NULL; i++) {
		if (settings->scenario >= 0 && (unsigned)settings->scenario != i)
			continue;
		if (!run_noises(subject, settings, result, i)) {
			result->complete = false;
			return;
		}
		if (stop_early(settings, result))
			break;
	}
	result->status = result->findings.count > 0 ? STATUS_FAIL : STATUS_NO_FAILURE_FOUND;
}

CHECKER(stress) = {
	.name = "stress",
	.order = 10,
	.what = "repeats the scenarios with native threads, undisturbed and with injected sleeps",
	.native = true,
	.usable = any_usable,
	.check = stress_check,
};
