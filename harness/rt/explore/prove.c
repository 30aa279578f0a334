/* SPDX-License-Identifier: MIT */
/*
 * prove: one execution of each class, none twice, none in vain.
 *
 * Optimal dynamic partial-order reduction with wakeup trees (Abdulla, Aronis, Jonsson, Sagonas:
 * Optimal Dynamic Partial Order Reduction, POPL 2014; Source Sets, JACM 2017).  In simple words: run
 * the program once, in any order.  Each race of that execution, two dependent events with nothing
 * between them that forces their order, could have gone the other way: then the second event, with
 * all that does not follow from the first, would have come before the first.  That sequence is
 * planted at the place before the first event, to be run later.  Going back from the end, the last
 * place with a planted sequence is the next to go on from.
 *
 * Two things keep it from doing anything twice.  At each place the events that were already tried
 * there sleep, until one that depends on them is run.  And a new sequence is planted only if none of
 * those that sleep or stand there could come first in it.
 *
 * The simple model that it is tested against tries all orders: naive.c, tests/test_explore_model.c.
 *
 * Threads: the explorer's one kernel thread.
 */
#include "search.h"

#include <stdlib.h>
#include <string.h>

#include "../rt.h"
#include "history.h"
#include "note.h"
#include "planted.h"
#include "races.h"
#include "turn.h"

/* The place before an event of the current execution. */
struct place {
	struct note taken;	 /* the event that comes next there */
	struct planted *planted; /* to be run from here, first comes first */
	unsigned asleep, nasleep; /* in prove.sleepers */
	double done, branches;	 /* for the estimate: executions in branches that are over */
	bool was_leaf;		 /* `taken` ends a planted sequence, or was free to choose */
};

static struct {
	struct place *places;
	struct planted *branch; /* what is left to run of it */
	struct note *sleepers;
	unsigned sleepers_used, sleepers_room;
	struct note *sequence;
	bool first;
} prove;

/* ---- planting ---- */

static bool is_asleep_in(const struct place *place, const struct note *sequence, unsigned length)
{
	unsigned at;

	for (unsigned i = 0; i < place->nasleep; i++)
		if (note_can_begin(&prove.sleepers[place->asleep + i], sequence, length, &at))
			return true;
	return note_can_begin(&place->taken, sequence, length, &at);
}

/* The race's second event as it would be if it came before the first. */
static struct note turned_note(const struct race *race)
{
	const struct event *first = &world.events[race->first];
	struct note note;
	struct op op;

	if (race->second >= 0) {
		const struct event *second = &world.events[race->second];

		note = note_of(second);
		op = turn_op_of(second);
	} else {
		op = race->op;
		note = note_of_op(&op, race->thread, race->number);
	}
	note.alternative = 0;
	if (first->address == op.address && first->writes)
		note.writes = turn_writes_on(&op, race->thread, first->before);
	note.strike = note.writes ? op.strike : STRIKE_NOTHING;
	return note;
}

/* All that does not happen after the race's first event, then its second. */
static unsigned turned_sequence(const struct race *race)
{
	const struct event *first = &world.events[race->first];
	unsigned end = race->until != 0 ? race->until - 1 : world.count, length = 0;

	for (unsigned i = race->first + 1; i < end; i++) {
		const struct event *event = &world.events[i];

		if (history_clock(i)[first->thread] >= first->number)
			continue;
		if (event->thread == race->thread && event->number >= race->number)
			continue;
		prove.sequence[length++] = note_of(event);
	}
	prove.sequence[length++] = turned_note(race);
	return length;
}

static void turn_round(const struct race *race)
{
	struct place *place = &prove.places[race->first];
	unsigned length = turned_sequence(race);

	if (!is_asleep_in(place, prove.sequence, length))
		planted_add(&place->planted, prove.sequence, length);
}

/* ---- an execution ---- */

static void make_room(void)
{
	prove.places = calloc(world.most_events + 1, sizeof *prove.places);
	prove.sequence = calloc(world.most_events + 1, sizeof *prove.sequence);
	prove.sleepers_room = 1024;
	prove.sleepers = malloc(prove.sleepers_room * sizeof *prove.sleepers);
	if (prove.places == NULL || prove.sequence == NULL || prove.sleepers == NULL)
		rt_broken("no memory to explore executions of %u events", world.most_events);
}

static void start(void)
{
	if (prove.places == NULL)
		make_room();
	history.known = 0;
	prove.branch = NULL;
	prove.sleepers_used = 0;
	prove.first = true;
	prove.places[0] = (struct place){0};
}

static void sleep_at(struct place *place, const struct note *note)
{
	if (prove.sleepers_used == prove.sleepers_room) {
		prove.sleepers_room *= 2;
		prove.sleepers = realloc(prove.sleepers,
					 prove.sleepers_room * sizeof *prove.sleepers);
		if (prove.sleepers == NULL)
			rt_broken("no memory for what has been explored");
	}
	prove.sleepers[prove.sleepers_used++] = *note;
	place->nasleep++;
}

static bool begin(void)
{
	if (prove.first) {
		prove.first = false;
		history.known = 0;
		return true;
	}
	return prove.branch != NULL;
}

static bool sleeps(const struct place *place, unsigned thread)
{
	for (unsigned i = 0; i < place->nasleep; i++)
		if (prove.sleepers[place->asleep + i].thread == thread)
			return true;
	return false;
}

static struct thread *choose_freely(const struct place *place)
{
	struct thread *self = world.self;

	if (self != NULL && turn_is_ready(self) &&
	    (turn_is_unseen(self) || place->nasleep == 0 || !sleeps(place, self->index)))
		return self;
	for (unsigned i = 0; i < world.used; i++) {
		struct thread *thread = &world.threads[i];

		if (turn_is_ready(thread) && (place->nasleep == 0 || !sleeps(place, i)))
			return thread;
	}
	return NULL;
}

static struct thread *pick(void)
{
	const struct place *place = &prove.places[world.count];

	if (world.count < history.known)
		return turn_forced(place->taken.thread);
	if (prove.branch != NULL)
		return turn_forced(prove.branch->note.thread);
	return choose_freely(place);
}

/* The place after the newest event: who still sleeps there. */
static void open_place(const struct place *place, struct place *next)
{
	*next = (struct place){.asleep = prove.sleepers_used};
	for (unsigned i = 0; i < place->nasleep; i++) {
		struct note note = prove.sleepers[place->asleep + i];

		if (!note_depend(&note, &place->taken))
			sleep_at(next, &note);
	}
}

static void committed(void)
{
	unsigned index = world.count - 1;
	struct place *place = &prove.places[index];
	struct planted *branch = prove.branch;

	if (index < history.known)
		return;
	place->taken = note_of(&world.events[index]);
	place->was_leaf = branch == NULL || branch->children == NULL;
	if (branch != NULL)
		place->taken.alternative = branch->note.alternative;
	open_place(place, &prove.places[index + 1]);
	if (branch != NULL) {
		/* What stands beside the branch's next step is planted at the next place. */
		prove.branch = branch->children;
		if (branch->children != NULL) {
			prove.places[index + 1].planted = branch->children->next;
			branch->children->next = NULL;
		}
		planted_give_back(branch);
	}
}

static unsigned choose(unsigned alternatives)
{
	unsigned index = world.count - 1;
	struct place *place = &prove.places[index];
	struct planted **end = &place->planted;

	if (index < history.known || !place->was_leaf || place->taken.alternative != 0)
		return place->taken.alternative;
	while (*end != NULL)
		end = &(*end)->next;
	for (unsigned i = 1; i < alternatives; i++, end = &(*end)->next) {
		struct note note = note_of(&world.events[index]);

		note.alternative = (uint8_t)i;
		*end = planted_new(&note);
	}
	return 0;
}

/* ---- after it ---- */

static void turn_races_round(void)
{
	for (unsigned i = 0; i < world.used; i++)
		if (world.threads[i].life == LIFE_ALIVE)
			races_add_pending(&world.threads[i]);
	for (unsigned i = 0; i < history.races_used; i++)
		turn_round(&history.races[i]);
}

/* Back to the last place from which something is still to be run. */
static void go_back(void)
{
	double done = 1;

	for (unsigned i = world.count; i-- > 0;) {
		struct place *place = &prove.places[i];

		prove.sleepers_used = place->asleep + place->nasleep;
		sleep_at(place, &place->taken);
		place->done += done;
		place->branches++;
		if (place->planted != NULL) {
			prove.branch = place->planted;
			place->planted = prove.branch->next;
			prove.branch->next = NULL;
			history.known = i;
			return;
		}
		done = place->done;
	}
	prove.branch = NULL;
}

static void end(void)
{
	turn_races_round();
	go_back();
}

/* Branches that stand at a place are taken to be as large as those that are over there. */
static double ahead(void)
{
	double all = 1;

	for (unsigned i = history.known + 1; i-- > 0;) {
		const struct place *place = &prove.places[i];
		double standing = i == history.known && prove.branch != NULL;

		for (const struct planted *p = place->planted; p != NULL; p = p->next)
			standing++;
		all = (place->done + (i == history.known ? 0 : all)) *
		      (1 + standing / (place->branches + (i == history.known ? 0 : 1)));
	}
	return all;
}

const struct search search_prove = {
	.name = "prove",
	.dependence = true,
	.start = start,
	.begin = begin,
	.pick = pick,
	.committed = committed,
	.choose = choose,
	.end = end,
	.ahead = ahead,
};
