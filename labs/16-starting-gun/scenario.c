/* SPDX-License-Identifier: MIT */
/* What runs against the snail derby, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <string.h>

#define LETTUCE 7 /* the course of today's derby */

/*
 * Which way to go: announced by the starter just before the shot, and read by the snails after it.
 * No lock of its own: it is the start that must put the one before the other.
 */
static int course;
/* Where each snail went; 0 is a snail that knew of no course.  Its thread's own until the check. */
static int went[SCENARIO_THREADS];

static void prepare(unsigned snails)
{
	course = 0;
	memset(went, 0, sizeof(went));
	derby_prepare(snails);
}

static void for_one(void)
{
	prepare(1);
}

static void for_two(void)
{
	prepare(2);
}

static void for_seven(void)
{
	prepare(7);
}

/* Yesterday the snails were ill: the shot was fired, and nobody came. */
static void for_one_after_yesterday(void)
{
	prepare(1);
	derby_fire();
	derby_prepare(1);
}

static void snail(unsigned self)
{
	derby_await();
	went[self] = course;
}

static void starter(unsigned self)
{
	(void)self;
	course = LETTUCE;
	derby_fire();
}

/* There is nobody else today who can hold the gun. */
static void starter_and_snail(unsigned self)
{
	starter(self);
	snail(self);
}

static void all_went_the_right_way(unsigned snails)
{
	long started = 0;

	for (unsigned self = 0; self < snails; self++) {
		started += went[self] == LETTUCE;
		EXPECT(went[self] == LETTUCE, "snail %u started before the shot", self + 1);
	}
	outcome(started);
}

static void one_went(void)
{
	all_went_the_right_way(1);
}

static void two_went(void)
{
	all_went_the_right_way(2);
}

static void seven_went(void)
{
	all_went_the_right_way(7);
}

static const struct scenario scenarios[] = {
	{
		.name = "one snail",
		.what = "A snail comes to the line, and the starter fires.",
		.setup = for_one,
		.body = {snail, starter},
		.check = one_went,
		.stress_runs = 4000,
		.tool_runs = 8,
		.outcome = "snails that started after the shot",
		.points = 3,
	},
	{
		.name = "two snails",
		.what = "Two snails come to the line, and the starter fires.",
		.setup = for_two,
		.body = {snail, snail, starter},
		.check = two_went,
		.stress_runs = 2000,
		.outcome = "snails that started after the shot",
		.points = 2,
	},
	{
		.name = "a light sleeper",
		.what = "A snail that may wake up at the line for no reason at all, and the starter.",
		.setup = for_one,
		.body = {snail, starter},
		.check = one_went,
		.stress_runs = 200,
		.outcome = "snails that started after the shot",
		.points = 1,
		.spurious = true,
	},
	{
		.name = "a snail with a gun",
		.what = "Two snails; one of them fires the shot and then comes to the line itself.",
		.setup = for_two,
		.body = {starter_and_snail, snail},
		.check = two_went,
		.stress_runs = 2000,
		.outcome = "snails that started after the shot",
		.points = 2,
	},
	{
		.name = "the day after",
		.what = "Yesterday's shot was fired, and no snail came; today one does, and the "
			"starter fires.",
		.setup = for_one_after_yesterday,
		.body = {snail, starter},
		.check = one_went,
		.stress_runs = 2000,
		.outcome = "snails that started after the shot",
		.points = 1,
	},
	{
		.name = "the grand prix",
		.what = "Seven snails come to the line, and the starter fires.",
		.setup = for_seven,
		.body = {snail, snail, snail, snail, snail, snail, snail, starter},
		.check = seven_went,
		.stress_runs = 200,
		.outcome = "snails that started after the shot",
		.points = 1,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."
#define LATE_SIGNAL                                                                                \
	"To signal without the lock is allowed when the change itself was made under it."
#define SECOND_RUN                                                                                 \
	"The program runs many times in the same memory: DRD takes the next derby's sem_init for " \
	"a second one of the same semaphore."

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_LOCK_MISUSE, .false_alarm = LATE_SIGNAL},
	{.by = "drd", .kind = FINDING_LOCK_MISUSE, .false_alarm = LATE_SIGNAL},
	{.by = "drd", .kind = FINDING_LOCK_MISUSE, .false_alarm = SECOND_RUN, .uses = "sem_init"},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ATOMICS,
	 .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The starting gun",
	.family = "Waiting",
	.difficulty = 2,
	.no_polling = "a snail at the line sleeps until the shot wakes it",
	.scenarios = scenarios,
	.declared = declared,
};
