/* SPDX-License-Identifier: MIT */
/*
 * explore: racelab's own scheduler runs every interleaving that differs from all others, and proves
 * the program for the scenario's size, or hands over the schedule that fails.
 *
 * The exploring is done by a runner of its own (harness/rt/explore); this decides how many
 * executions each scenario gets, reads what came of them, and says what that means.
 */
#include "checker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../die.h"
#include "../interrupt.h"
#include "../launch.h"
#include "../progress.h"
#include "../subject.h"
#include "../text.h"
#include "../token.h"
#include "../wire_read.h"
#include "../witness.h"

#define EXECUTIONS 300000 /* of a scenario that asks for no other number */
#define SAMPLED_SHARE 10 /* so many times fewer, where the classes are too many to see each */
#define MOST_STEPS    20000 /* of an execution */
#define ALL_STEPS     100000000 /* of all of them, when no number of executions is asked for */
#define GUARD	   20

static bool usable(char **why)
{
	const char *path = runner_path(RUNNER_EXPLORE);

	if (access(path, X_OK) == 0)
		return true;
	*why = format_string("%s is missing; build the kit with `make`", path);
	return false;
}

static void show(void *most, const struct wire *wire)
{
	uint64_t estimate = atomic_load(&wire->estimate), limit = *(const uint64_t *)most;

	progress_set("explore", atomic_load(&wire->runs_done),
		     estimate != 0 && estimate < limit ? estimate : limit);
}

static bool give_up(struct result *result, char *why)
{
	result->status = STATUS_ERROR;
	free(result->note);
	result->note = why;
	return false;
}

/* One scenario, explored. */
struct exploration {
	struct subject *subject;
	const struct settings *settings;
	struct result *result;
	const struct scenario *scenario;
	struct launch launch;
};

static void add_finding(const struct exploration *e, enum finding_kind kind, char *message)
{
	struct finding *finding = findings_add(&e->result->findings, kind);

	finding->message = message;
	finding->scenarios = finding_scenario(e->launch.job.scenario);
	finding->run = finding->times = 1;
}

/* What no execution does wrong, and yet is: see struct scenario and struct lab. */
static void judge_manners(const struct exploration *e, const struct wire *wire)
{
	const struct scenario *scenario = e->scenario;

	if (scenario->overlap > 0 && wire->overlap < scenario->overlap &&
	    atomic_load(&wire->runs_failed) == 0)
		add_finding(e, FINDING_SERIALISED,
			    format_string("scenario \"%s\": the threads wait for each other where they need "
					  "not: at best %.2f of them run at a time, and %.2f could",
					  scenario->name, wire->overlap, scenario->overlap));
}

/* The next execution, or the next scenario, would not end either: see rt/explore/patience.h. */
static bool is_broken_off(const struct landing *landing)
{
	return landing->guarded || atomic_load(&landing->wire->state) != WIRE_DONE;
}

static void add_measure(const struct exploration *e, const struct landing *landing)
{
	const struct wire *wire = landing->wire;
	struct result *result = e->result;
	struct exploring *list = realloc(result->explored,
					 (result->nexplored + 1) * sizeof *list);

	if (list == NULL)
		die("out of memory");
	result->explored = list;
	list[result->nexplored++] = (struct exploring){
		.scenario = e->scenario->name,
		.executions = atomic_load(&wire->runs_done),
		.failed = atomic_load(&wire->runs_failed),
		.estimate = atomic_load(&wire->estimate),
		.points = atomic_load(&wire->points),
		.longest = wire->longest,
		.weaker = wire->weaker,
		.classes = wire->classes,
		.overlap = wire->overlap,
		.deviation = wire->deviation,
		.miss = wire->miss,
		.complete = wire->complete && wire->too_long == 0,
		.broken_off = is_broken_off(landing),
		.sampled = e->launch.job.search == SEARCH_SAMPLE,
		.seconds = landing->seconds,
		.noutcomes = wire->outcomes_used,
		.outcomes_other = wire->outcomes_other,
	};
	memcpy(list[result->nexplored - 1].outcomes, wire->outcomes, sizeof wire->outcomes);
}

/* A new finding's witness gets the token by which it can be seen again. */
static void name_witnesses(const struct exploration *e)
{
	unsigned scenario = e->launch.job.scenario;

	for (size_t i = 0; i < e->result->findings.count; i++) {
		struct witness *witness = e->result->findings.items[i].witness;

		if (witness == NULL || witness->token != NULL)
			continue;
		witness->scenario = scenario;
		witness->token = token_write(e->subject, scenario, &witness->schedule);
	}
}

/* Of a whole program nobody can say that it computes for too long. */
static bool add_stillness(const struct exploration *e, const struct landing *landing)
{
	struct findings *list = &e->result->findings;

	if (e->subject->lab->program || !stillness_add(landing->still, GUARD, true, list))
		return false;
	list->items[list->count - 1].scenarios = finding_scenario(e->launch.job.scenario);
	return true;
}

static bool take_landing(const struct exploration *e, const struct landing *landing)
{
	const struct wire *wire = landing->wire;
	struct result *result = e->result;
	char *error;

	result->executions += atomic_load(&wire->runs_done);
	if (e->launch.job.search != SEARCH_SAMPLE)
		result->complete = result->complete && wire->complete && wire->too_long == 0;
	if (wire->too_long > 0 && result->note == NULL)
		result->note = format_string("executions of more than %d steps are cut off: the program "
					     "is too large to be explored whole; explore a smaller "
					     "run of it",
					     MOST_STEPS);
	add_measure(e, landing);
	if (!wire_read(landing, subject_symbols(e->subject, FLAVOUR_EXPLORE), &result->findings,
		       &error))
		return give_up(result, error);
	if (landing->guarded && !add_stillness(e, landing))
		return give_up(result,
			       format_string("scenario \"%s\": an execution made no progress for %d s "
					     "and was stopped; perhaps a loop without end that "
					     "touches no shared memory",
					     e->scenario->name, GUARD));
	name_witnesses(e);
	judge_manners(e, wire);
	return true;
}

static bool fly(struct exploration *e)
{
	struct landing landing = {0};
	char *error;
	bool good;

	if (!launch(&e->launch, &landing, &error))
		return give_up(e->result, error);
	good = take_landing(e, &landing);
	landing_release(&landing);
	return good;
}

static uint64_t executions_for(const struct settings *settings, const struct scenario *scenario)
{
	if (settings->runs != 0)
		return settings->runs;
	return scenario->explore_runs != 0 ? scenario->explore_runs : EXECUTIONS;
}

/* -O0 is the kit's own choice, which flags of the caller's come after. */
static bool is_optimised(const struct subject *subject)
{
	for (char **flag = subject->cflags; flag != NULL && *flag != NULL; flag++)
		if (strncmp(*flag, "-O", 2) == 0 && strcmp(*flag, "-O0") != 0)
			return true;
	return false;
}

/* What one launch left undone goes to the samplers. */
static uint64_t left_to_sample(const struct exploration *e)
{
	const struct exploring *done = &e->result->explored[e->result->nexplored - 1];

	if (done->complete || done->broken_off || done->failed > 0 || e->settings->search_chosen || interrupt_came())
		return 0;
	return e->launch.job.runs / SAMPLED_SHARE;
}

static bool explore_scenario(struct subject *subject, const struct settings *settings,
			     struct result *result, unsigned index)
{
	uint64_t most = executions_for(settings, &subject->lab->scenarios[index]);
	struct exploration e = {subject, settings, result, &subject->lab->scenarios[index],
				{.runner = RUNNER_EXPLORE, .guard = GUARD, .soft = settings->soft,
				 .confined = subject->confined,
				 .input = subject->program.input,
				 .watch = show, .context = &most}};
	char *error;

	if (!subject_object(subject, FLAVOUR_EXPLORE, &e.launch.object, &error))
		return give_up(result, error);
	e.launch.job = (struct wire_job){
		.scenario = index,
		.mode = MODE_EXPLORE,
		.search = settings->search,
		.may_give_up = !settings->search_chosen,
		.keep_output = settings->keep_output,
		.first_run = 1,
		.runs = most,
		.max_points = MOST_STEPS,
		.max_steps = settings->runs != 0 ? 0 : ALL_STEPS,
		.seed = settings->seed,
		.stop_at_failure = settings->until_failure,
		.count_classes = settings->count_classes,
		/* All of them are counted, whatever they show. */
		.after_failure = settings->count_classes ? UINT32_MAX : 0,
		.spurious = settings->spurious || subject->lab->scenarios[index].spurious,
		.optimised = is_optimised(subject),
	};
	if (!fly(&e))
		return false;
	most = e.launch.job.runs = left_to_sample(&e);
	e.launch.job.search = SEARCH_SAMPLE;
	e.launch.job.max_steps /= SAMPLED_SHARE;
	return most == 0 || fly(&e);
}

/* A scenario's own weaker atomics, which count what happens, are trusted. */
static enum status status_of(struct subject *subject, const struct result *result)
{
	bool proved = result->complete, atomics = subject_uses(subject, "__tsan_atomic");

	if (result->findings.count > 0)
		return STATUS_FAIL;
	for (size_t i = 0; i < result->nexplored; i++)
		proved = proved && (result->explored[i].weaker == 0 || !atomics) && !result->explored[i].sampled;
	return proved ? STATUS_PROVED : STATUS_NO_FAILURE_FOUND;
}

static bool is_asked_for(const struct settings *settings, const struct scenario *scenarios,
			 unsigned index)
{
	if (settings->scenario >= 0)
		return (unsigned)settings->scenario == index;
	return !scenarios[index].native_only;
}

static void explore_check(struct subject *subject, const struct settings *settings,
			  struct result *result)
{
	const struct scenario *scenarios = subject->lab->scenarios;

	result->complete = true;
	for (unsigned i = 0; scenarios[i].name != NULL; i++) {
		if (!is_asked_for(settings, scenarios, i))
			continue;
		if (!explore_scenario(subject, settings, result, i)) {
			result->complete = false;
			return;
		}
		if (result->explored[result->nexplored - 1].broken_off) {
			result->complete = false;
			break;
		}
		if (interrupt_came()) {
			result->complete = false;
			result->note = format_string("interrupted: this is what is known so far");
			break;
		}
	}
	result->status = status_of(subject, result);
}

CHECKER(explore) = {
	.name = "explore",
	.order = 5,
	.what = "every interleaving under racelab's own scheduler: a proof, or a schedule that fails",
	.repeatable = true,
	.usable = usable,
	.check = explore_check,
};
