/* SPDX-License-Identifier: MIT */
/* What runs against the clock night, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <stdatomic.h>

#define STAIRS 6  /* each of them takes ten minutes */
#define HOUR   60 /* minutes */

/*
 * By how many minutes each tower's clock was turned back; [0] is for towers that do not exist.
 * They bring no order into the program that could matter: an apprentice touches them when he has
 * read his number, the master when all are back.  A fetch_add to read, which valgrind sees for
 * what it is.
 */
static atomic_uint minutes[1 + TOWERS_MOST];
static atomic_uint visits; /* how many apprentices went up a tower */
static unsigned came_back; /* how many of them were down again when the night was over */

static unsigned look(atomic_uint *count)
{
	return atomic_fetch_add(count, 0);
}

void clock_back_one_hour(unsigned tower)
{
	atomic_uint *clock = &minutes[tower <= TOWERS_MOST ? tower : 0];

	for (int stair = 0; stair < STAIRS; stair++)
		atomic_fetch_add(clock, HOUR / STAIRS);
	atomic_fetch_add(&visits, 1);
}

static void summer(void)
{
	for (unsigned tower = 0; tower <= TOWERS_MOST; tower++)
		minutes[tower] = 0;
	visits = 0;
	came_back = 0;
}

static void send(unsigned towers)
{
	clocks_turn_back(towers);
	came_back = look(&visits);
}

/* The clock of that tower has been turned back by so many hours. */
static void expect_hours(unsigned tower, unsigned hours)
{
	EXPECT(look(&minutes[tower]) == hours * HOUR,
	       "the clock of tower %u was to be turned back by %u minutes, and was by %u", tower,
	       hours * HOUR, look(&minutes[tower]));
}

static void expect_visits(unsigned due)
{
	EXPECT(look(&minutes[0]) == 0, "somebody asked the way to a tower that there is not");
	EXPECT_DONE(came_back >= due,
		    "%u apprentices should have been up and down when the night was over, %u were",
		    due, came_back);
}

static void sunday_morning(unsigned towers)
{
	unsigned on_time = 0;

	for (unsigned tower = 1; tower <= TOWERS_MOST; tower++)
		on_time += tower <= towers && look(&minutes[tower]) == HOUR;
	outcome(on_time);
	for (unsigned tower = 1; tower <= TOWERS_MOST; tower++)
		expect_hours(tower, tower <= towers);
	expect_visits(towers);
}

static void send_two(unsigned self)
{
	(void)self;
	send(2);
}

static void two_on_time(void)
{
	sunday_morning(2);
}

static void send_in_two_autumns(unsigned self)
{
	(void)self;
	send(1);
	send(2);
}

static void two_autumns(void)
{
	expect_hours(1, 2);
	expect_hours(2, 1);
	expect_visits(3);
}

static void send_to_all(unsigned self)
{
	(void)self;
	send(TOWERS_MOST);
}

static void all_on_time(void)
{
	sunday_morning(TOWERS_MOST);
}

static const struct scenario scenarios[] = {
	{
		.name = "two towers",
		.what = "Two clocks are turned back; the apprentices have nothing to do with each "
			"other.",
		.setup = summer,
		.body = {send_two},
		.check = two_on_time,
		.stress_runs = 8000,
		.tool_runs = 5,
		.outcome = "clocks that are right in the morning",
		.points = 5,
		.overlap = 1.4,
	},
	{
		.name = "two autumns",
		.what = "One clock is turned back in one year, two in the next.",
		.setup = summer,
		.body = {send_in_two_autumns},
		.check = two_autumns,
		.stress_runs = 2000,
		.points = 3,
	},
	{
		.name = "the whole town",
		.what = "Eight clocks are turned back.",
		.setup = summer,
		.body = {send_to_all},
		.check = all_on_time,
		.stress_runs = 200,
		.outcome = "clocks that are right in the morning",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "drd", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The job ids",
	.family = "Shared state",
	.difficulty = 2,
	.scenarios = scenarios,
	.declared = declared,
};
