/* SPDX-License-Identifier: MIT */
/* What runs against the hit counter, and what must hold. */
#include "lab.h"
#include "scenario.h"

/* Yesterday's visit must be gone after the reset. */
static void new_day(void)
{
	counter_visit();
	counter_reset();
}

static void one_visit(unsigned self)
{
	(void)self;
	counter_visit();
}

static void hundred_visits(unsigned self)
{
	(void)self;
	for (int i = 0; i < 100; i++)
		counter_visit();
}

static void expect_visits(long visits)
{
	long total = counter_total();

	outcome(total);
	EXPECT(total == visits, "there were %ld visits, the counter says %ld", visits, total);
	EXPECT(counter_total() == total, "the counter said %ld, and asked again it says %ld", total,
	       counter_total());
}

static void count_two(void)
{
	expect_visits(2);
}

static void count_four_hundred(void)
{
	expect_visits(400);
}

static const struct scenario scenarios[] = {
	{
		.name = "two visitors",
		.what = "Two threads visit once each, at the same time.",
		.setup = new_day,
		.body = {one_visit, one_visit},
		.check = count_two,
		.tool_runs = 10,
		.outcome = "final count",
		.points = 6,
	},
	{
		.name = "a busy day",
		.what = "Four threads visit a hundred times each.",
		.setup = new_day,
		.body = {hundred_visits, hundred_visits, hundred_visits, hundred_visits},
		.check = count_four_hundred,
		.stress_runs = 2000,
		.outcome = "final count",
		.points = 4,
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
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The hit counter",
	.family = "Shared state",
	.difficulty = 1,
	.scenarios = scenarios,
	.declared = declared,
};
