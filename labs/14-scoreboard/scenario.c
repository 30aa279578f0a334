/* SPDX-License-Identifier: MIT */
/* What runs against the scoreboards, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <stdbool.h>
#include <string.h>

#define ROUNDS 100 /* of goals, and of looks at the board, in a long match */
#define LOOKS  2   /* of one thread at most, in a short one */

/* What each thread read.  A row is its thread's own until the check. */
static struct score seen[SCENARIO_THREADS][LOOKS];
/* Scores that never were, in a long match.  Likewise. */
static unsigned invented[SCENARIO_THREADS];

static void kick_off(void)
{
	memset(seen, 0, sizeof(seen));
	memset(invented, 0, sizeof(invented));
	board_clear();
}

static void look_once(unsigned self)
{
	seen[self][0] = board_read(0);
}

/* Is it one of the scores that there were? */
static bool is_among(struct score score, const struct score *were, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (were[i].home == score.home && were[i].away == score.away)
			return true;
	return false;
}

static void expect_among(struct score score, const struct score *were, unsigned count)
{
	outcome(10 * (long)score.home + score.away);
	EXPECT(is_among(score, were, count), "%u:%u was read, and the match never stood like that",
	       score.home, score.away);
}

/* In the end, when nobody plays any more. */
static void expect_final(unsigned board, unsigned home, unsigned away)
{
	struct score score = board_read(board);

	EXPECT_DONE(score.home == home && score.away == away,
		    "board %u should say %u:%u in the end, and says %u:%u", board, home, away,
		    score.home, score.away);
}

/* The first goals. */

static void one_goal_each(unsigned self)
{
	(void)self;
	board_goal(0, HOME);
	board_goal(0, AWAY);
}

static void after_one_goal_each(void)
{
	static const struct score were[] = {{0, 0}, {1, 0}, {1, 1}};

	expect_among(seen[1][0], were, sizeof(were) / sizeof(were[0]));
	expect_final(0, 1, 1);
}

/* The referee. */

static void one_nil(void)
{
	kick_off();
	board_goal(0, HOME);
}

static void changes_his_mind(unsigned self)
{
	(void)self;
	board_annul(0, HOME);
	board_goal(0, AWAY);
	board_annul(0, AWAY);
	board_goal(0, HOME);
	board_annul(0, HOME);
	board_goal(0, AWAY);
}

static void after_the_referee(void)
{
	static const struct score were[] = {{1, 0}, {0, 0}, {0, 1}};

	expect_among(seen[1][0], were, sizeof(were) / sizeof(were[0]));
	expect_final(0, 0, 1);
}

/* Two boys: each hangs up a goal for the same side, and looks at it. */

static void goal_and_look(unsigned self)
{
	board_goal(0, HOME);
	seen[self][0] = board_read(0);
	seen[self][1] = board_read(0);
}

static void both_goals_are_there(void)
{
	static const struct score were[] = {{1, 0}, {2, 0}};

	for (unsigned self = 0; self < 2; self++) {
		struct score first = seen[self][0], second = seen[self][1];

		expect_among(first, were, 2);
		EXPECT(second.home >= first.home,
		       "%u:%u was read, and %u:%u after it: a goal was there, and then it was not",
		       first.home, first.away, second.home, second.away);
	}
	expect_final(0, 2, 0);
}

/* Two pitches: T1's is 0, T2's is 1. */

static void own_match(unsigned self)
{
	board_goal(self, HOME);
	board_goal(self, AWAY);
	seen[self][0] = board_read(self);
	board_goal(self, HOME);
	seen[self][1] = board_read(self);
}

static void both_matches_are_right(void)
{
	static const struct score first = {1, 1}, second = {2, 1};

	for (unsigned board = 0; board < BOARDS; board++) {
		expect_among(seen[board][0], &first, 1);
		expect_among(seen[board][1], &second, 1);
		expect_final(board, 2, 1);
	}
}

/* A long match on each pitch: T1 and T3 play, T2 and T4 look.  Home is level, or leads by one. */

static void play(unsigned self)
{
	for (unsigned round = 0; round < ROUNDS; round++) {
		board_goal(self / 2, HOME);
		board_goal(self / 2, AWAY);
	}
	for (unsigned round = 0; round < ROUNDS / 2; round++) {
		board_annul(self / 2, AWAY);
		board_annul(self / 2, HOME);
	}
}

static void look_often(unsigned self)
{
	for (unsigned round = 0; round < 2 * ROUNDS; round++) {
		struct score score = board_read(self / 2);

		invented[self] += score.home != score.away && score.home != score.away + 1;
	}
}

static void after_long_matches(void)
{
	unsigned all = invented[1] + invented[3];

	outcome(all);
	EXPECT(all == 0, "of %u scores that were read, %u never were", 4 * ROUNDS, all);
	for (unsigned board = 0; board < BOARDS; board++)
		expect_final(board, ROUNDS / 2, ROUNDS / 2);
}

static const struct scenario scenarios[] = {
	{
		.name = "one goal each",
		.what = "Home scores, then away; a reporter reads the board once.",
		.setup = kick_off,
		.body = {one_goal_each, look_once},
		.check = after_one_goal_each,
		.stress_runs = 50000,
		.outcome = "score that was read (10 is 1:0)",
		.points = 3,
	},
	{
		.name = "the referee",
		.what = "It stands 1:0; goals are taken back and given; a reporter reads the board "
			"once.",
		.setup = one_nil,
		.body = {changes_his_mind, look_once},
		.check = after_the_referee,
		.stress_runs = 50000,
		.outcome = "score that was read (10 is 1:0)",
		.points = 3,
		.explore_runs = 20000, /* a reader that retries has millions of orders */
	},
	{
		.name = "two boys",
		.what = "Two threads hang up a goal for the same side, and look at the board "
			"twice.",
		.setup = kick_off,
		.body = {goal_and_look, goal_and_look},
		.check = both_goals_are_there,
		.stress_runs = 50000,
		.tool_runs = 10,
		.outcome = "score that was read (10 is 1:0)",
		.points = 2,
	},
	{
		.name = "two pitches",
		.what = "Two matches, which have nothing to do with each other.",
		.setup = kick_off,
		.body = {own_match, own_match},
		.check = both_matches_are_right,
		.stress_runs = 2000,
		.outcome = "score that was read (11 is 1:1)",
		.points = 1,
		.overlap = 1.5,
	},
	{
		.name = "two long matches",
		.what = "Three hundred goals given and taken back on each board, which is read two "
			"hundred times.",
		.setup = kick_off,
		.body = {play, look_often, play, look_often},
		.check = after_long_matches,
		.stress_runs = 300,
		.outcome = "scores that never were",
		.points = 1,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ATOMICS,
	 .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The scoreboard",
	.family = "Shared state",
	.difficulty = 2,
	.scenarios = scenarios,
	.declared = declared,
};
