/* SPDX-License-Identifier: MIT */
/*
 * naive: every order of every event, one after the other.  The simple model that the clever searches
 * are tested against; and, with a bound on preemptions, the search for the shortest witness.
 *
 * Threads: the explorer's one kernel thread.
 */
#include "naive.h"

#include <stdlib.h>

#include "../rt.h"
#include "schedule.h"
#include "turn.h"

struct naive naive = {.preemptions = NAIVE_UNBOUNDED};

/* A decision: the first `taken` of `choices` have been tried, or are being tried. */
struct decision {
	uint8_t taken, choices;
};

static struct {
	struct decision *decisions;
	unsigned used, known, room;
	unsigned preemptions; /* so far, in this execution */
	bool first;
} state;

static void start(void)
{
	state.room = world.most_events * 2 + 16;
	free(state.decisions);
	state.decisions = calloc(state.room, sizeof *state.decisions);
	if (state.decisions == NULL)
		rt_broken("no memory for the naive search");
	state.known = 0;
	state.first = true;
	naive.cut_off = false;
}

static bool begin(void)
{
	state.used = state.preemptions = 0;
	if (state.first) {
		state.first = false;
		return true;
	}
	while (state.known > 0) {
		struct decision *last = &state.decisions[state.known - 1];

		if (++last->taken < last->choices)
			return true;
		state.known--;
	}
	return false;
}

/* One of so many; what was chosen the last time is chosen again, but for the last that differs. */
static unsigned decide(unsigned choices)
{
	if (choices < 2)
		return 0;
	if (state.used == state.known) {
		if (state.known == state.room)
			rt_broken("an execution had more decisions than the naive search keeps");
		state.decisions[state.known++] = (struct decision){0, (uint8_t)choices};
	}
	return state.decisions[state.used++].taken;
}

static struct thread *local_one(void)
{
	for (unsigned i = 0; i < world.used; i++)
		if (turn_is_unseen(&world.threads[i]) && turn_is_ready(&world.threads[i]))
			return &world.threads[i];
	return NULL;
}

/* The running thread first, then by index. */
static unsigned list_ready(struct thread **list, bool *self_ready)
{
	struct thread *self = world.self;
	unsigned used = 0;

	*self_ready = self != NULL && turn_is_ready(self);
	if (*self_ready)
		list[used++] = self;
	for (unsigned i = 0; i < world.used; i++)
		if (&world.threads[i] != self && turn_is_ready(&world.threads[i]))
			list[used++] = &world.threads[i];
	return used;
}

static bool in_prefix(unsigned event)
{
	return naive.prefix != NULL && event < naive.prefix_events;
}

static struct thread *pick(void)
{
	struct thread *list[THREADS];
	bool self_ready;
	unsigned ready, at;

	if (in_prefix(world.count))
		return schedule_next(naive.prefix);
	/* What nobody else could notice is no decision. */
	if (world.self != NULL && turn_is_unseen(world.self) && turn_is_ready(world.self))
		return world.self;
	if (local_one() != NULL)
		return local_one();
	ready = list_ready(list, &self_ready);
	if (ready == 0)
		return NULL;
	if (self_ready && state.preemptions >= naive.preemptions) {
		naive.cut_off = naive.cut_off || ready > 1;
		return list[0];
	}
	at = decide(ready);
	state.preemptions += self_ready && at > 0;
	return list[at];
}

static unsigned choose(unsigned alternatives)
{
	unsigned event = world.count - 1;

	return in_prefix(event) ? naive.prefix->alternatives[event] : decide(alternatives);
}

const struct search search_naive = {
	.name = "naive",
	.dependence = false,
	.start = start,
	.begin = begin,
	.pick = pick,
	.committed = search_nothing,
	.choose = choose,
	.end = search_nothing,
};
