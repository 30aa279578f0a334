/* SPDX-License-Identifier: MIT */
#include "witness.h"

#include <stdio.h>
#include <string.h>

#include "../report.h"
#include "../rt.h"
#include "execution.h"
#include "history.h"
#include "naive.h"
#include "order.h"
#include "schedule.h"
#include "search.h"
#include "steps.h"

#define BOUNDS	   3	/* preemptions 0, 1, 2 */
#define EXECUTIONS 20000 /* of each bound */
#define STEPS	   4000000 /* ... and together at most so many events */
#define CONTINUATIONS 2000 /* of a beginning, to see whether all fail */

/* What is known of a finding's shortest schedule. */
struct candidate {
	bool known;
	struct schedule schedule;
};

static struct {
	struct candidate candidates[WIRE_FINDINGS];
	uint32_t noted; /* findings that have one */
	struct schedule trial;
} witness;

static uint32_t findings(void)
{
	return atomic_load(&rt.wire->findings_used);
}

void witness_begin(void)
{
	witness.noted = 0;
	for (unsigned i = 0; i < WIRE_FINDINGS; i++)
		witness.candidates[i].known = false;
}

void witness_note(void)
{
	for (; witness.noted < findings(); witness.noted++) {
		struct candidate *candidate = &witness.candidates[witness.noted];

		schedule_take(&candidate->schedule);
		candidate->known = true;
	}
}

/* ---- trying schedules ---- */

static bool shows(uint32_t finding)
{
	return rt.wire->findings[finding].last_run == rt.run;
}

static void run(const struct search *with)
{
	search = with;
	history.known = 0;
	rt.run++;
	order_report_again();
	execution_run();
}

static bool follow(const struct schedule *schedule)
{
	schedule_followed = schedule;
	schedule_missed = false;
	run(&search_replay);
	return !schedule_missed;
}

static bool is_shorter(const struct schedule *a, const struct schedule *b)
{
	unsigned x = schedule_switches(a), y = schedule_switches(b);

	return x != y ? x < y : a->used < b->used;
}

static void keep_shorter(struct candidate *candidate)
{
	schedule_take(&witness.trial);
	if (is_shorter(&witness.trial, &candidate->schedule))
		schedule_copy(&candidate->schedule, &witness.trial);
}

/* All executions with so many preemptions, or as many as there is time for. */
static void try_bound(unsigned preemptions, bool *settled)
{
	uint32_t used = findings();
	bool shown[WIRE_FINDINGS] = {false};
	uint64_t steps = 0;

	naive.preemptions = preemptions;
	search = &search_naive;
	search->start();
	for (unsigned i = 0; i < EXECUTIONS && steps < STEPS && search_naive.begin(); i++) {
		run(&search_naive);
		steps += world.weight;
		for (uint32_t k = 0; k < used; k++) {
			if (settled[k] || !shows(k))
				continue;
			shown[k] = true;
			keep_shorter(&witness.candidates[k]);
		}
	}
	for (uint32_t k = 0; k < used; k++)
		settled[k] = settled[k] || shown[k];
}

/* Without the last turns, which may be what happens anyway. */
static void cut_tail(uint32_t finding)
{
	struct schedule *schedule = &witness.candidates[finding].schedule;

	while (schedule->used > 0) {
		unsigned end = schedule->used, used = end;

		while (used > 0 && schedule->threads[used - 1] == schedule->threads[end - 1])
			used--;
		schedule->used = used;
		if (follow(schedule) && shows(finding))
			continue;
		schedule->used = end;
		return;
	}
}

/* ---- the point of no return ---- */

/* Do all executions that begin with so many of its events fail?  False also if they are too many. */
static bool is_doomed(uint32_t finding, const struct schedule *schedule, unsigned events)
{
	uint64_t steps = 0;
	bool doomed = true;
	unsigned tried = 0;

	naive.prefix = schedule;
	naive.prefix_events = events;
	search_naive.start();
	while (doomed && search_naive.begin()) {
		doomed = tried++ < CONTINUATIONS && steps < STEPS / 10;
		if (!doomed)
			break;
		run(&search_naive);
		steps += world.steps;
		doomed = shows(finding);
	}
	naive.prefix = NULL;
	return doomed;
}

/* The fewest first events after which nothing helps. */
static unsigned no_return(uint32_t finding, const struct schedule *schedule)
{
	unsigned low = 0, high = schedule->used;

	while (low < high) {
		unsigned middle = (low + high) / 2;

		if (is_doomed(finding, schedule, middle))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* ---- into the wire ---- */

static void put(uint32_t finding)
{
	struct wire *wire = rt.wire;
	struct wire_witness *row = &wire->witnesses[wire->witnesses_used];
	const struct candidate *candidate = &witness.candidates[finding];

	row->finding = finding;
	steps_record(row);
	follow(&candidate->schedule);
	steps_record(NULL);
	if (!shows(finding))
		return; /* the schedule was too long to be followed, or the program is not deterministic */
	row->events = world.count;
	schedule_take(&witness.trial);
	row->switches = schedule_switches(&witness.trial);
	schedule_pack(&candidate->schedule, &row->schedule);
	steps_lend_callers(row, &wire->findings[finding]);
	steps_mark(row, no_return(finding, &witness.trial));
	wire->witnesses_used++;
}

/* The search's counts are its own: what is tried here does not belong to them. */
void witness_all(void)
{
	bool settled[WIRE_FINDINGS] = {false};
	uint64_t times[WIRE_FINDINGS];
	uint32_t used = findings();
	uint64_t first = rt.run;

	if (used == 0)
		return;
	for (uint32_t i = 0; i < used; i++)
		times[i] = rt.wire->findings[i].times;
	report_only_known = true;
	for (unsigned bound = 0; bound < BOUNDS; bound++)
		try_bound(bound, settled);
	naive.preemptions = NAIVE_UNBOUNDED;
	for (uint32_t i = 0; i < used && rt.wire->witnesses_used < WIRE_WITNESSES; i++) {
		if (!witness.candidates[i].known)
			continue;
		cut_tail(i);
		put(i);
	}
	report_only_known = false;
	rt.run = first;
	for (uint32_t i = 0; i < used; i++)
		rt.wire->findings[i].times = times[i];
}

/* A race is there in most executions; what it leads to is what is worth a mark. */
static uint32_t worst_finding(void)
{
	for (uint32_t i = 0; i < findings(); i++)
		if (rt.wire->findings[i].kind != FINDING_DATA_RACE)
			return i;
	return 0;
}

void witness_replay(void)
{
	struct wire_witness *row = &rt.wire->witnesses[0];

	if (!schedule_unpack(&rt.job->schedule, &witness.trial))
		rt_broken("the schedule in the token is damaged");
	rt.wire->witnesses_used = 1;
	row->finding = WIRE_FINDINGS;
	steps_record(row);
	if (!follow(&witness.trial))
		rt_broken("the token's schedule does not fit this program: a thread whose turn it was "
			  "could not go on");
	steps_record(NULL);
	row->events = world.count;
	schedule_take(&witness.trial);
	row->switches = schedule_switches(&witness.trial);
	row->schedule = rt.job->schedule;
	if (findings() == 0)
		return;
	report_only_known = true;
	naive.preemptions = NAIVE_UNBOUNDED;
	steps_mark(row, no_return(worst_finding(), &witness.trial));
}
