/* SPDX-License-Identifier: MIT */
/* What runs against the abbey's interpreter, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <stddef.h>
#include <string.h>

#define BELLS	2
#define STROKES 6  /* of a bell that is rung once */
#define LAMBS	40 /* that each of two monks counts in spring */
#define FLOCK	10 /* sheep on the near pasture, to begin with */

enum slate { NEAR, FAR, SUM, OWN };

/* Strokes of each bell.  A row is its ringer's own until the check. */
static unsigned struck[BELLS][STROKES];

void tower_ring(unsigned bell)
{
	for (unsigned i = 0; i < STROKES; i++)
		struck[bell][i]++;
}

static void open_abbey(void)
{
	memset(struck, 0, sizeof(struck));
	interpreter_open();
}

/* NEAR = NEAR + 1, and the like. */
#define COUNT(slate, number) {OP_LOAD, slate}, {OP_ADD, number}, {OP_STORE, slate}, {OP_NEXT, 0}

/* One sheep goes over: both slates in one statement. */
#define MOVE(from, to)                                                                             \
	{OP_LOAD, from}, {OP_ADD, -1}, {OP_STORE, from},                                           \
	{OP_LOAD, to}, {OP_ADD, 1}, {OP_STORE, to}, {OP_NEXT, 0}

static const struct instruction count_a_lamb[] = {COUNT(NEAR, 1), {OP_END, 0}};

static const struct instruction move_there[] = {MOVE(NEAR, FAR), {OP_END, 0}};

/* One back, then SUM = NEAR + FAR. */
static const struct instruction move_back_and_add_up[] = {
	MOVE(FAR, NEAR),
	{OP_LOAD, NEAR}, {OP_PLUS, FAR}, {OP_STORE, SUM}, {OP_NEXT, 0},
	{OP_END, 0},
};

static const struct instruction first_bell[] = {
	{OP_RING, 0},
	{OP_NEXT, 0},
	COUNT(SUM, 1),
	{OP_END, 0},
};

static const struct instruction second_bell[] = {
	{OP_RING, 1},
	{OP_NEXT, 0},
	COUNT(OWN, 1),
	{OP_END, 0},
};

static void expect_slate(unsigned slate, int due)
{
	int says = interpreter_slate(slate);

	EXPECT(says == due, "slate %u should say %d, and says %d", slate, due, says);
}

/* Two lambs. */

static void run_count(unsigned self)
{
	(void)self;
	interpreter_run(count_a_lamb);
}

static void two_lambs(void)
{
	outcome(interpreter_slate(NEAR));
	expect_slate(NEAR, 2);
}

/* Two pastures. */

static void open_pastures(void)
{
	static const struct instruction herd[] = {
		COUNT(NEAR, FLOCK), COUNT(FAR, FLOCK), {OP_END, 0}};

	open_abbey();
	interpreter_run(herd);
}

static void run_move(unsigned self)
{
	(void)self;
	interpreter_run(move_there);
}

static void run_move_back(unsigned self)
{
	(void)self;
	interpreter_run(move_back_and_add_up);
}

static void none_is_nowhere(void)
{
	int sum = interpreter_slate(SUM);

	outcome(sum);
	expect_slate(NEAR, FLOCK);
	expect_slate(FAR, FLOCK);
	EXPECT(sum == 2 * FLOCK, "there are %d sheep at any time, and %d were added up", 2 * FLOCK,
	       sum);
}

/* Two bells: nothing that both monks use. */

static void ring(unsigned self)
{
	interpreter_run(self == 0 ? first_bell : second_bell);
}

static void both_rang(void)
{
	for (unsigned bell = 0; bell < BELLS; bell++)
		for (unsigned i = 0; i < STROKES; i++)
			EXPECT_DONE(struck[bell][i] == 1,
				    "bell %u was to be rung once, and rang %u times", bell,
				    struck[bell][i]);
	for (unsigned slate = SUM; slate <= OWN; slate++) {
		int says = interpreter_slate(slate);

		EXPECT_DONE(says == 1, "one was to be added on slate %u, and it says %d", slate,
			    says);
	}
	outcome(interpreter_slate(SUM) + interpreter_slate(OWN));
}

/* A year: so many statements that a monk is interrupted in each place some day. */

static struct instruction lambs[4 * LAMBS + 1];
static struct instruction moves[7 * LAMBS + 1];

/* The statements of a program, so many times over. */
static void repeat(struct instruction *whole, const struct instruction *program, unsigned times)
{
	for (unsigned i = 0; i < times; i++)
		for (const struct instruction *next = program; next->op != OP_END; next++)
			*whole++ = *next;
	whole->op = OP_END;
}

static void open_year(void)
{
	static const struct instruction count_one[] = {COUNT(OWN, 1), {OP_END, 0}};

	open_pastures();
	repeat(lambs, count_one, LAMBS);
	repeat(moves, move_there, LAMBS);
}

static void run_lambs(unsigned self)
{
	(void)self;
	interpreter_run(lambs);
}

static void run_moves(unsigned self)
{
	(void)self;
	interpreter_run(moves);
}

static void run_moves_back(unsigned self)
{
	(void)self;
	for (unsigned i = 0; i < LAMBS; i++)
		interpreter_run(move_back_and_add_up);
}

static void the_year_is_over(void)
{
	none_is_nowhere();
	outcome(interpreter_slate(OWN));
	expect_slate(OWN, 2 * LAMBS);
}

static const struct scenario scenarios[] = {
	{
		.name = "two lambs",
		.what = "Two monks carry out the same statement, NEAR = NEAR + 1, once each.",
		.setup = open_abbey,
		.body = {run_count, run_count},
		.check = two_lambs,
		.stress_runs = 40000,
		.outcome = "number on the slate (2 is right)",
		.points = 3,
	},
	{
		.name = "two pastures",
		.what = "One monk moves a sheep from NEAR to FAR; the other moves one back, and "
			"adds both up.",
		.setup = open_pastures,
		.body = {run_move, run_move_back},
		.check = none_is_nowhere,
		.stress_runs = 20000,
		.tool_runs = 8,
		.outcome = "sheep that were added up (20 are right)",
		.points = 4,
	},
	{
		.name = "two bells",
		.what = "Two monks ring a bell each, and then write on a slate that nobody else "
			"uses.",
		.setup = open_abbey,
		.body = {ring, ring},
		.check = both_rang,
		.stress_runs = 2000,
		.outcome = "what the two slates say together",
		.points = 1,
		.overlap = 1.25,
	},
	{
		.name = "a year",
		.what = "Two monks count lambs, two move sheep; each carries out forty statements "
			"or more.",
		.setup = open_year,
		.body = {run_lambs, run_lambs, run_moves, run_moves_back},
		.check = the_year_is_over,
		.stress_runs = 300,
		.outcome = "lambs that were counted (80 are right)",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ATOMICS,
	 .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The interpreter",
	.family = "Shared state",
	.difficulty = 3,
	.scenarios = scenarios,
	.declared = declared,
};
