/* SPDX-License-Identifier: MIT */
/* What every checker must find, on any machine that is fit to judge others. */
#include "lab.h"
#include "scenario.h"

static void fifty(unsigned self)
{
	(void)self;
	for (int i = 0; i < 50; i++)
		known_race_add();
}

static void hundred(void)
{
	outcome(known_race_total());
	EXPECT(known_race_total() == 100, "two threads counted to 50 each, together to %ld",
	       known_race_total());
}

static const struct scenario scenarios[] = {
	{
		.name = "two count",
		.what = "Two threads add fifty times each.",
		.body = {fifty, fifty},
		.check = hundred,
		.stress_runs = 100000,
		.tool_runs = 20,
		.outcome = "count",
	},
	{0},
};

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "drd", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{0},
};

const struct lab racelab_lab = {
	.title = "A known race",
	.family = "Doctor",
	.difficulty = 1,
	.scenarios = scenarios,
	.declared = declared,
};
