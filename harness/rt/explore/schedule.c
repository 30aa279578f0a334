/* SPDX-License-Identifier: MIT */
#include "schedule.h"

#include <stdlib.h>
#include <string.h>

#include "../rt.h"
#include "search.h"
#include "turn.h"

const struct schedule *schedule_followed;
bool schedule_missed;

void schedule_reserve(struct schedule *schedule, unsigned events)
{
	if (events <= schedule->room)
		return;
	schedule->room = events * 2;
	schedule->threads = realloc(schedule->threads, schedule->room);
	schedule->alternatives = realloc(schedule->alternatives, schedule->room);
	if (schedule->threads == NULL || schedule->alternatives == NULL)
		rt_broken("no memory for a schedule of %u events", events);
}

void schedule_take(struct schedule *schedule)
{
	schedule_reserve(schedule, world.count);
	for (unsigned i = 0; i < world.count; i++) {
		schedule->threads[i] = (uint8_t)world.events[i].thread;
		schedule->alternatives[i] = world.events[i].alternative;
	}
	schedule->used = world.count;
}

void schedule_copy(struct schedule *to, const struct schedule *from)
{
	schedule_reserve(to, from->used);
	memcpy(to->threads, from->threads, from->used);
	memcpy(to->alternatives, from->alternatives, from->used);
	to->used = from->used;
}

void schedule_pack(const struct schedule *schedule, struct wire_schedule *packed)
{
	struct wire_turn *turn = NULL;

	packed->used = 0;
	for (unsigned i = 0; i < schedule->used; i++) {
		if (turn == NULL || turn->thread != schedule->threads[i] || turn->alternative != 0 ||
		    turn->events == UINT16_MAX) {
			if (packed->used++ >= WIRE_SCHEDULE)
				return;
			turn = &packed->turns[packed->used - 1];
			*turn = (struct wire_turn){.thread = schedule->threads[i]};
		}
		turn->events++;
		turn->alternative = schedule->alternatives[i];
	}
}

bool schedule_unpack(const struct wire_schedule *packed, struct schedule *schedule)
{
	unsigned events = 0;

	if (packed->used > WIRE_SCHEDULE)
		return false;
	for (uint32_t i = 0; i < packed->used; i++)
		events += packed->turns[i].events;
	schedule_reserve(schedule, events + 1);
	schedule->used = 0;
	for (uint32_t i = 0; i < packed->used; i++) {
		const struct wire_turn *turn = &packed->turns[i];

		if (turn->events == 0 || turn->thread >= THREADS)
			return false;
		memset(schedule->threads + schedule->used, turn->thread, turn->events);
		memset(schedule->alternatives + schedule->used, 0, turn->events);
		schedule->used += turn->events;
		schedule->alternatives[schedule->used - 1] = turn->alternative;
	}
	return true;
}

unsigned schedule_switches(const struct schedule *schedule)
{
	unsigned switches = 0;

	for (unsigned i = 1; i < schedule->used; i++)
		switches += schedule->threads[i] != schedule->threads[i - 1];
	return switches;
}

/* ---- following one ---- */

static struct thread *go_on(void)
{
	if (world.self != NULL && turn_is_ready(world.self))
		return world.self;
	for (unsigned i = 0; i < world.used; i++)
		if (turn_is_ready(&world.threads[i]))
			return &world.threads[i];
	return NULL;
}

struct thread *schedule_next(const struct schedule *schedule)
{
	struct thread *thread;

	if (world.count >= schedule->used)
		return go_on();
	thread = turn_forced(schedule->threads[world.count]);
	if (thread != NULL)
		return thread;
	schedule_missed = true;
	return go_on();
}

static void start(void)
{
	schedule_missed = false;
}

static struct thread *pick(void)
{
	return schedule_next(schedule_followed);
}

static unsigned choose(unsigned alternatives)
{
	unsigned at = world.count - 1;
	unsigned chosen = at < schedule_followed->used ? schedule_followed->alternatives[at] : 0;

	return chosen < alternatives ? chosen : 0;
}

const struct search search_replay = {
	.name = "replay",
	.start = start,
	.begin = search_again,
	.pick = pick,
	.committed = search_nothing,
	.choose = choose,
	.end = search_nothing,
};
