/* SPDX-License-Identifier: MIT */
#include "execution.h"

#include <string.h>
#include <sys/resource.h>

#include "../fault.h"
#include "../image.h"
#include "../report.h"
#include "../rt.h"
#include "../slot.h"
#include "calls.h"
#include "calls_state.h"
#include "classes.h"
#include "files.h"
#include "heap.h"
#include "history.h"
#include "keys.h"
#include "memory.h"
#include "names.h"
#include "order.h"
#include "planted.h"
#include "probe.h"
#include "processes.h"
#include "sample.h"
#include "shared.h"
#include "signals.h"
#include "search.h"
#include "thread.h"
#include "turn.h"
#include "witness.h"

#define AFTER_FAILURE 300

/* ---- the scenario, as main runs it ---- */

static void *run_body(void *argument)
{
	unsigned self = (unsigned)(uintptr_t)argument;

	rt.scenario->body[self](self);
	return NULL;
}

static void run_bodies(void)
{
	struct thread *bodies[SCENARIO_THREADS];
	unsigned used = 0;

	for (; used < SCENARIO_THREADS && rt.scenario->body[used] != NULL; used++) {
		bodies[used] = thread_new(run_body, (void *)(uintptr_t)used, true);
		if (bodies[used] == NULL)
			call_unsupported("a scenario beside so many threads of the program's own", 0);
	}
	for (unsigned i = 0; i < used; i++)
		thread_join_fiber(bodies[i], 0);
}

static void scene(void)
{
	if (rt.scenario->setup != NULL)
		rt.scenario->setup();
	if (rt.scenario->body[1] == NULL && rt.scenario->body[0] != NULL && rt.lab->program)
		rt.scenario->body[0](0); /* a whole program: its main is our main */
	else
		run_bodies();
	if (rt.scenario->check != NULL)
		rt.scenario->check();
	world.over = true;
	heap_find_leaks();
	processes_find_zombies();
}

/* ---- one execution ---- */

static void restore(void)
{
	image_restore();
	heap_clear();
	history_clear();
	order_clear();
	keys_forget();
	signals_clear();
	files_clear();
	names_clear();
	processes_clear();
	memory_clear();
	shared_clear();
	random_restart();
	if (rt.lab->program)
		input_restart();
	world.count = 0;
	world.steps = world.weight = 0;
	world.failed = world.over = world.cut = false;
	atomic_store_explicit(&slot_table->run_failed, 0, memory_order_relaxed);
	atomic_store_explicit(&slot_table->over, 0, memory_order_relaxed);
}

void execution_run(void)
{
	struct thread *main;

	restore();
	main = thread_clear(scene);
	world.self = main;
	slot_self = main->slot;
	fiber_switch(&world.controller, &main->fiber);
	slot_self = NULL;
	if (atomic_load_explicit(&slot_table->run_failed, memory_order_relaxed))
		world.failed = true;
}

/* ---- all of them ---- */

static void count_overlap(void)
{
	double overlap;

	if (world.cut || history.span == 0)
		return;
	overlap = (double)world.count / history.span;
	if (overlap > rt.wire->overlap)
		rt.wire->overlap = overlap;
}

static void tell_estimate(double estimate, double deviation)
{
	rt.wire->deviation = deviation;
	atomic_store(&rt.wire->estimate, estimate > 1e18 ? (uint64_t)1e18 : (uint64_t)(estimate + 0.5));
}

/* What is left to do that is known of by now may be more than what was told before. */
static void mend_estimate(void)
{
	double ahead = search->ahead();

	if (ahead > (double)atomic_load(&rt.wire->estimate))
		tell_estimate(ahead, ahead - (double)atomic_load(&rt.wire->estimate));
}

static void count(void)
{
	struct wire *wire = rt.wire;
	uint64_t done = atomic_load_explicit(&wire->runs_done, memory_order_relaxed) + 1;

	atomic_store_explicit(&wire->points, wire->points + world.steps, memory_order_relaxed);
	if (world.count > wire->longest)
		wire->longest = world.count;
	count_overlap();
	if (world.failed) {
		atomic_store(&wire->runs_failed, wire->runs_failed + 1);
		if (atomic_load(&wire->first_failure) == 0)
			atomic_store(&wire->first_failure, done);
	}
	if (rt.job->count_classes && !world.in_vain)
		wire->classes += classes_add(history.class_hash);
	atomic_store_explicit(&wire->runs_done, done, memory_order_relaxed);
	if ((done & 1023) == 0 && search->ahead != NULL)
		mend_estimate();
}

#define TRIAL	 4096 /* executions, after which the rest can be told */
#define HOPELESS 20   /* times as many as there may be */

/* The classes are so many that other searches had better be asked. */
static bool hopeless(void)
{
	const struct wire *wire = rt.wire;

	return rt.job->may_give_up && atomic_load(&wire->runs_done) == TRIAL &&
	       rt.job->runs > TRIAL &&
	       (double)atomic_load(&wire->estimate) > (double)rt.job->runs * HOPELESS;
}

/* What is found soon after the first failure is of use; then it is time to say so. */
bool execution_enough(void)
{
	const struct wire *wire = rt.wire;
	uint64_t after = rt.job->after_failure != 0 ? rt.job->after_failure : AFTER_FAILURE;

	if (history.anew || atomic_load(&wire->runs_done) >= rt.job->runs ||
	    atomic_load_explicit(&wire->stop, memory_order_relaxed) ||
	    planted_notes > PLANTED_MOST)
		return true;
	if (rt.job->max_steps != 0 && atomic_load(&wire->points) >= rt.job->max_steps)
		return true;
	if (atomic_load(&wire->first_failure) == 0)
		return hopeless();
	return rt.job->stop_at_failure ||
	       atomic_load(&wire->runs_done) >= atomic_load(&wire->first_failure) + after;
}

static void forget_counts(void)
{
	struct wire *wire = rt.wire;

	atomic_store(&wire->runs_done, 0);
	atomic_store(&wire->runs_failed, 0);
	atomic_store(&wire->first_failure, 0);
	atomic_store(&wire->points, 0);
	atomic_store(&wire->findings_used, 0);
	wire->outcomes_used = 0;
	wire->outcomes_other = 0;
	wire->classes = wire->longest = wire->weaker = 0;
	order_weaker = 0;
	order_report_again();
	classes_clear();
}

void execution_count_one(void)
{
	rt.run = atomic_load_explicit(&rt.wire->runs_done, memory_order_relaxed) + 1;
	world.in_vain = false;
	execution_run();
	if (history.anew)
		return;
	search->end();
	witness_note();
	count();
}

/* True: it ran out of executions to run. */
static bool explore_with(const struct search *with)
{
	search = with;
	history.known = 0;
	search->start();
	while (!execution_enough()) {
		if (!search->begin())
			return true;
		execution_count_one();
	}
	return !history.anew && !search->begin();
}

static uint64_t peak_memory(void)
{
	struct rusage usage;

	return getrusage(RUSAGE_SELF, &usage) == 0 ? (uint64_t)usage.ru_maxrss * 1024 : 0;
}

void execution_explore(void)
{
	static const struct search *const searches[] = {
		[SEARCH_PROVE] = &search_prove,
		[SEARCH_NAIVE] = &search_naive,
	};
	const struct wire_job *job = rt.job;
	uint64_t begun;

	forget_counts();
	witness_begin();
	if (job->search == SEARCH_REPLAY) {
		witness_replay();
		atomic_store(&rt.wire->runs_done, 1);
		return;
	}
	if (job->search == SEARCH_PROVE && job->repeat == 0) {
		double estimate, deviation;

		probe_classes(&estimate, &deviation);
		tell_estimate(estimate, deviation);
		if (history.anew)
			return;
		forget_counts();
	}
	begun = rt_now_usec();
	for (uint32_t i = 0; i < job->repeat && !history.anew; i++) {
		explore_with(searches[job->search]);
		if (!history.anew)
			forget_counts();
	}
	if (job->search == SEARCH_SAMPLE)
		sample_all();
	else
		rt.wire->complete = explore_with(searches[job->search]);
	rt.wire->search_usec = rt_now_usec() - begun;
	rt.wire->bytes = peak_memory();
	rt.wire->weaker = order_weaker;
	if (!history.anew)
		witness_all();
}
