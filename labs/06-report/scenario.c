/* SPDX-License-Identifier: MIT */
/* What runs against the penguin report, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <pthread.h>
#include <stdatomic.h>

#define COLONIES 12 /* on each shore; an assistant looks at one after the other */
#define DAYS	 2

static unsigned today; /* written between two reports, when nobody is on the ice */

/*
 * How many colonies were looked at on each shore, and how many shores were counted to the end, each
 * day.  They bring no order into the program that could matter: an assistant touches them before he
 * writes anything down, and whoever adds up does not touch them.  A fetch_add to read, which
 * valgrind sees for what it is.
 */
static atomic_uint colonies[DAYS][SHORES_MOST];
static atomic_uint finished[DAYS];

/* What was said on the radio each day, and how many shores had been counted by then. */
static struct day {
	long total;
	unsigned finished;
} days[DAYS];

static unsigned look(atomic_uint *count)
{
	return atomic_fetch_add(count, 0);
}

/* How many penguins there are: other numbers on each shore and each day. */
static long penguins_on(unsigned shore, unsigned day)
{
	return 100 + 10 * (long)shore + 7 * (long)day;
}

long penguins_count(unsigned shore)
{
	unsigned day = today;

	pthread_testcancel(); /* as anything would be that really waits for a penguin */
	for (int colony = 0; colony < COLONIES; colony++)
		atomic_fetch_add(&colonies[day][shore], 1);
	atomic_fetch_add(&finished[day], 1);
	return penguins_on(shore, day);
}

static void first_day(void)
{
	today = 0;
	for (unsigned day = 0; day < DAYS; day++) {
		for (unsigned shore = 0; shore < SHORES_MOST; shore++)
			atomic_store(&colonies[day][shore], 0);
		atomic_store(&finished[day], 0);
		days[day] = (struct day){0, 0};
	}
}

static void report(unsigned shores)
{
	unsigned day = today;

	days[day].total = penguin_report(shores);
	days[day].finished = look(&finished[day]);
}

static long penguins_due(unsigned day, unsigned shores)
{
	long due = 0;

	for (unsigned shore = 0; shore < shores; shore++)
		due += penguins_on(shore, day);
	return due;
}

static void expect_report(unsigned day, unsigned shores)
{
	long due = penguins_due(day, shores);

	EXPECT_DONE(days[day].finished >= shores,
		    "%u shores were to be counted, and %u had been when the report was made",
		    shores, days[day].finished);
	for (unsigned shore = 0; shore < shores; shore++)
		EXPECT(look(&colonies[day][shore]) == COLONIES,
		       "there are %d colonies on shore %u, and %u were looked at", COLONIES, shore,
		       look(&colonies[day][shore]));
	EXPECT(days[day].total == due, "there were %ld penguins, the report says %ld", due,
	       days[day].total);
}

static void two_shores(unsigned self)
{
	(void)self;
	report(2);
}

static void both_counted(void)
{
	outcome(days[0].total);
	expect_report(0, 2);
}

static void one_shore_then_two(unsigned self)
{
	(void)self;
	report(1);
	today = 1;
	report(2);
}

static void both_days_counted(void)
{
	outcome(days[1].total);
	expect_report(0, 1);
	expect_report(1, 2);
}

static void all_shores(unsigned self)
{
	(void)self;
	report(SHORES_MOST);
}

static void all_counted(void)
{
	outcome(days[0].total);
	expect_report(0, SHORES_MOST);
}

static const struct scenario scenarios[] = {
	{
		.name = "two shores",
		.what = "Two assistants count; they have nothing to do with each other.",
		.setup = first_day,
		.body = {two_shores},
		.check = both_counted,
		.stress_runs = 8000,
		.tool_runs = 5,
		.outcome = "penguins in the report (210 is right)",
		.points = 5,
		.overlap = 1.25,
	},
	{
		.name = "two days",
		.what = "One shore is counted on the first day, two on the second.",
		.setup = first_day,
		.body = {one_shore_then_two},
		.check = both_days_counted,
		.stress_runs = 2000,
		.outcome = "penguins in the second report (224 is right)",
		.points = 3,
	},
	{
		.name = "the whole island",
		.what = "Six assistants count.",
		.setup = first_day,
		.body = {all_shores},
		.check = all_counted,
		.stress_runs = 300,
		.outcome = "penguins in the report (750 is right)",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."
#define LATE_SIGNAL                                                                                \
	"To signal without the lock is allowed when the change itself was made under it."

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
	{.by = "helgrind", .kind = FINDING_LOCK_MISUSE, .false_alarm = LATE_SIGNAL},
	{.by = "drd", .kind = FINDING_LOCK_MISUSE, .false_alarm = LATE_SIGNAL},
	{0},
};

const struct lab racelab_lab = {
	.title = "The report",
	.family = "Shared state",
	.difficulty = 1,
	.no_polling = "whoever waits for the assistants sleeps until they are there",
	.scenarios = scenarios,
	.declared = declared,
};
