/* SPDX-License-Identifier: MIT */
/* What runs against the scrap heap, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <stdbool.h>
#include <string.h>

#define HANDS  3   /* pieces that one thread has at most */
#define ROUNDS 100 /* of one thread on a busy day */
#define YARD   10  /* pieces on a busy day: more than all hands can hold */

/* The pieces that each thread has; 0 is an empty hand.  A row is its thread's own until the check.
 */
static unsigned hand[SCENARIO_THREADS][HANDS];
/* How often it came away with nothing.  Likewise. */
static unsigned in_vain[SCENARIO_THREADS];

static void take(unsigned self, unsigned which)
{
	hand[self][which] = heap_take();
	in_vain[self] += hand[self][which] == 0;
}

static void put(unsigned self, unsigned which)
{
	if (hand[self][which] != 0)
		heap_put(hand[self][which]);
	hand[self][which] = 0;
}

static void open_heap(unsigned pieces)
{
	memset(hand, 0, sizeof(hand));
	memset(in_vain, 0, sizeof(in_vain));
	heap_open(pieces);
}

static void pile_of_three(void)
{
	open_heap(3);
}

static void pile_of_four(void)
{
	open_heap(4);
}

static void one_in_each_hand(void)
{
	open_heap(3);
	take(0, 0);
	take(1, 0);
}

static void pile_for_a_day(void)
{
	open_heap(YARD);
}

/* ---- what people do ---- */

static void take_one(unsigned self)
{
	take(self, 0);
}

static void take_two_and_put_them_back(unsigned self)
{
	take(self, 0);
	take(self, 1);
	put(self, 0);
	put(self, 1);
}

static void take_three_and_put_one_back(unsigned self)
{
	take(self, 0);
	take(self, 1);
	take(self, 2);
	put(self, 0);
}

static void put_one_and_take_one(unsigned self)
{
	put(self, 0);
	take(self, 1);
}

static void rummage(unsigned self)
{
	for (unsigned round = 0; round < ROUNDS; round++) {
		take(self, 0);
		take(self, 1);
		put(self, round % 2);
		put(self, 1 - round % 2);
	}
}

/* ---- stock-taking ---- */

/* Adds a piece that is there to the list.  False: there is no such piece. */
static bool count_in(unsigned times[], unsigned piece, unsigned pieces)
{
	EXPECT(piece <= pieces, "there are %u pieces, and one with number %u came up", pieces,
	       piece);
	if (piece > pieces)
		return false;
	times[piece]++;
	return true;
}

/* Takes what lies on the heap, but not for ever: it could be piled up in a circle. */
static void count_the_heap(unsigned times[], unsigned pieces)
{
	for (unsigned i = 0; i <= pieces; i++) {
		unsigned piece = heap_take();

		if (piece == 0 || !count_in(times, piece, pieces))
			break;
	}
}

static void each_is_there_once(const unsigned times[], unsigned pieces)
{
	for (unsigned piece = 1; piece <= pieces; piece++) {
		EXPECT(times[piece] <= 1, "piece %u came up %u times", piece, times[piece]);
		EXPECT_DONE(times[piece] >= 1, "piece %u is not on the heap, and nobody has it",
			    piece);
	}
}

static void nobody_went_in_vain(void)
{
	unsigned vain = 0;

	for (unsigned self = 0; self < SCENARIO_THREADS; self++)
		vain += in_vain[self];
	EXPECT_DONE(vain == 0, "there were pieces on the heap, and %u times it was said to be bare",
		    vain);
}

/* What people have, and what lies on the heap. */
static void hands_and_heap(unsigned pieces)
{
	unsigned times[HEAP_PIECES + 1] = {0};

	for (unsigned self = 0; self < SCENARIO_THREADS; self++)
		for (unsigned i = 0; i < HANDS; i++)
			if (hand[self][i] != 0)
				count_in(times, hand[self][i], pieces);
	count_the_heap(times, pieces);
	each_is_there_once(times, pieces);
	nobody_went_in_vain();
}

static void count_three(void)
{
	outcome(hand[0][0]);
	hands_and_heap(3);
}

static void count_four(void)
{
	outcome(hand[0][0]);
	hands_and_heap(4);
}

/* Nobody else has been at the heap since: the piece that is laid down last comes up first. */
static void last_in_first_out(void)
{
	unsigned mine = hand[0][1], yours = hand[1][1];

	outcome(mine);
	if (mine != 0 && yours != 0) {
		unsigned up;

		heap_put(mine);
		heap_put(yours);
		up = heap_take();
		EXPECT(up == yours, "piece %u was laid on top, and piece %u came up", yours, up);
		heap_put(up);
		hand[0][1] = hand[1][1] = 0;
	}
	hands_and_heap(3);
}

static void count_the_yard(void)
{
	hands_and_heap(YARD);
}

static const struct scenario scenarios[] = {
	{
		.name = "two and back",
		.what = "Three pieces; one thread takes one, the other takes two and lays them "
			"back, the first one first.",
		.setup = pile_of_three,
		.body = {take_one, take_two_and_put_them_back},
		.check = count_three,
		.stress_runs = 50000,
		.tool_runs = 10,
		.outcome = "piece that the first one got",
		.points = 4,
	},
	{
		.name = "three at once",
		.what = "Four pieces; one thread takes one, the other takes three and lays the "
			"first back.",
		.setup = pile_of_four,
		.body = {take_one, take_three_and_put_one_back},
		.check = count_four,
		.stress_runs = 50000,
		.outcome = "piece that the first one got",
		.points = 3,
	},
	{
		.name = "one for another",
		.what = "Two threads have a piece each, one is on the heap; each lays its piece "
			"down and takes one.",
		.setup = one_in_each_hand,
		.body = {put_one_and_take_one, put_one_and_take_one},
		.check = last_in_first_out,
		.stress_runs = 50000,
		.outcome = "piece that the first one got",
		.points = 2,
	},
	{
		.name = "a busy day",
		.what = "Four threads take two and lay them back, a hundred times each.",
		.setup = pile_for_a_day,
		.body = {rummage, rummage, rummage, rummage},
		.check = count_the_yard,
		.stress_runs = 500,
		.points = 1,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DROPPED_WORK, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "stress", .kind = FINDING_DROPPED_WORK, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The scrap heap",
	.family = "Shared state",
	.difficulty = 4,
	.scenarios = scenarios,
	.declared = declared,
};
