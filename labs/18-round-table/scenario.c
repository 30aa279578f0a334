/* SPDX-License-Identifier: MIT */
/* What runs against the round table, and what must hold. */
#include "lab.h"
#include "scenario.h"

#define LONG_EVENING 20 /* stripes of each aunt */

static unsigned aunts;
static int rounds;

/* Each is in the hands of one aunt at a time, and goes round with the rounds. */
static int stripes[TABLE_MOST];

static void lay(unsigned places, int stripes_each)
{
	aunts = places;
	rounds = stripes_each;
	table_lay(places);
}

static void lay_for_two(void)
{
	lay(2, 3);
}

static void lay_for_two_rounds(void)
{
	lay(2, 2);
}

static void lay_for_three(void)
{
	lay(3, 2);
}

static void lay_for_four(void)
{
	lay(4, LONG_EVENING);
}

/* The scarf that lies before this place in this round. */
static void knit(unsigned place, int round)
{
	unsigned scarf = (place + (unsigned)round) % aunts;
	int has = stripes[scarf];

	EXPECT(has == round, "in round %d the aunt at place %u gets a scarf of %d stripes",
	       round + 1, place, has);
	stripes[scarf] = has + 1;
}

static void aunt(unsigned self)
{
	for (int round = 0; round < rounds; round++) {
		knit(self, round);
		table_pass_on(self);
	}
}

static void hold_up_the_scarves(void)
{
	int whole = 0;

	table_clear();
	for (unsigned scarf = 0; scarf < aunts; scarf++) {
		whole += stripes[scarf] == rounds;
		EXPECT_DONE(stripes[scarf] == rounds, "scarf %u should have %d stripes, and has %d",
			    scarf, rounds, stripes[scarf]);
	}
	outcome(whole);
}

static const struct scenario scenarios[] = {
	{
		.name = "two aunts",
		.what = "Two aunts knit three stripes each.",
		.setup = lay_for_two,
		.body = {aunt, aunt},
		.check = hold_up_the_scarves,
		.stress_runs = 5000,
		.tool_runs = 10,
		.outcome = "scarves that are whole (2 is right)",
		.points = 4,
	},
	{
		.name = "three aunts",
		.what = "Three aunts knit two stripes each.",
		.setup = lay_for_three,
		.body = {aunt, aunt, aunt},
		.check = hold_up_the_scarves,
		.stress_runs = 2000,
		.outcome = "scarves that are whole (3 is right)",
		.points = 3,
	},
	{
		.name = "light sleepers",
		.what = "Two aunts knit two stripes each, and may wake up for no reason at all.",
		.setup = lay_for_two_rounds,
		.body = {aunt, aunt},
		.check = hold_up_the_scarves,
		.stress_runs = 200,
		.outcome = "scarves that are whole (2 is right)",
		.points = 1,
		.spurious = true,
	},
	{
		.name = "a long evening",
		.what = "Four aunts knit twenty stripes each.",
		.setup = lay_for_four,
		.body = {aunt, aunt, aunt, aunt},
		.check = hold_up_the_scarves,
		.stress_runs = 200,
		.outcome = "scarves that are whole (4 is right)",
		.points = 2,
		.native_only = true,
	},
	{0},
};

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	/* The same among light sleepers: they wake, look, and sleep again, for ever. */
	{.by = "explore", .kind = FINDING_LIVELOCK, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{0},
};

const struct lab racelab_lab = {
	.title = "The round table",
	.family = "Waiting",
	.difficulty = 3,
	.no_polling = "whoever is ready early sleeps until the last one is done",
	.scenarios = scenarios,
	.declared = declared,
};
