/* SPDX-License-Identifier: MIT */
/* What runs against the nut bank, and what must hold. */
#include "lab.h"
#include "scenario.h"

#define UPPER  100 /* nuts in the upper hollow, when the bank opens */
#define LOWER  40
#define ALL    (UPPER + LOWER)
#define ROUNDS 60  /* what each does in autumn */
#define BLANK  (-1) /* on a page where nobody has written */

/* What was noted during the day.  A thread's own until the check. */
static struct page noted;
/* The owls' pages in autumn that were blank, and those that did not add up.  Likewise. */
static unsigned blank[SCENARIO_THREADS];
static unsigned odd[SCENARIO_THREADS];

static struct page audit(void)
{
	struct page page = {BLANK, BLANK};

	bank_audit(&page);
	return page;
}

static int is_filled_in(struct page page)
{
	return page.upper != BLANK && page.lower != BLANK;
}

/* Nothing is lost and nothing is found: what is on the page adds up. */
static void expect_all_nuts(struct page page)
{
	EXPECT_DONE(is_filled_in(page), "the owl was asked to count, and her page is blank");
	if (!is_filled_in(page))
		return;
	EXPECT(page.upper + page.lower == ALL,
	       "there were %d nuts all day; the page says %ld above and %ld below, which is %ld",
	       ALL, page.upper, page.lower, page.upper + page.lower);
}

/* In the evening, when all are asleep: is there in the hollows what must be there? */
static void expect_evening(long carried_down)
{
	struct page page = audit();

	expect_all_nuts(page);
	EXPECT_DONE(page.lower == LOWER + carried_down,
		    "%ld nuts should have come down in all, and %ld did", carried_down,
		    page.lower - LOWER);
}

static void open_bank(void)
{
	noted = (struct page){BLANK, BLANK};
	for (unsigned i = 0; i < SCENARIO_THREADS; i++)
		blank[i] = odd[i] = 0;
	bank_open(UPPER, LOWER);
}

/* One squirrel, one owl. */

static void carry_seven_down(unsigned self)
{
	(void)self;
	bank_carry_down(7);
}

static void count_once(unsigned self)
{
	(void)self;
	noted = audit();
}

static void seven_went_down(void)
{
	outcome(noted.upper + noted.lower);
	expect_all_nuts(noted);
	EXPECT(noted.lower == BLANK || noted.lower == LOWER || noted.lower == LOWER + 7,
	       "the lower hollow had %d nuts and then %d, the page says %ld", LOWER, LOWER + 7,
	       noted.lower);
	expect_evening(7);
}

/* Two squirrels; the one who carries down asks for an audit of her own walk. */

static void carry_seven_down_and_count(unsigned self)
{
	(void)self;
	bank_carry_down(7);
	noted = audit();
}

static void carry_two_up(unsigned self)
{
	(void)self;
	bank_carry_up(2);
}

static void seven_down_two_up(void)
{
	outcome(noted.lower - LOWER);
	expect_all_nuts(noted);
	EXPECT(noted.lower == BLANK || noted.lower == LOWER + 7 || noted.lower == LOWER + 7 - 2,
	       "a squirrel had carried 7 nuts to the %d below before she asked; the page says %ld",
	       LOWER, noted.lower);
	expect_evening(7 - 2);
}

/* Autumn: everybody is busy. */

static void carry_down_all_day(unsigned self)
{
	(void)self;
	for (int i = 0; i < ROUNDS; i++)
		bank_carry_down(1);
}

static void carry_up_and_down(unsigned self)
{
	(void)self;
	for (int i = 0; i < ROUNDS; i++) {
		bank_carry_up(3);
		bank_carry_down(3);
	}
}

static void count_all_day(unsigned self)
{
	for (int i = 0; i < ROUNDS; i++) {
		struct page page = audit();

		blank[self] += !is_filled_in(page);
		odd[self] += is_filled_in(page) && page.upper + page.lower != ALL;
	}
}

static void autumn_is_over(void)
{
	unsigned blanks = 0;
	unsigned odds = 0;

	for (unsigned i = 0; i < SCENARIO_THREADS; i++) {
		blanks += blank[i];
		odds += odd[i];
	}
	outcome(odds);
	EXPECT_DONE(blanks == 0, "%u of the owls' %d pages are blank", blanks, 2 * ROUNDS);
	EXPECT(odds == 0, "%u of the owls' %d pages do not add up to %d nuts", odds, 2 * ROUNDS,
	       ALL);
	expect_evening(ROUNDS);
}

static const struct scenario scenarios[] = {
	{
		.name = "one walk, one audit",
		.what = "A squirrel carries seven nuts down, while the owl counts.",
		.setup = open_bank,
		.body = {carry_seven_down, count_once},
		.check = seven_went_down,
		.stress_runs = 200000,
		.tool_runs = 10,
		.outcome = "nuts on the owl's page (140 is right)",
		.points = 4,
	},
	{
		.name = "down and up",
		.what = "A squirrel carries seven nuts down and has them audited; another one "
			"carries two up.",
		.setup = open_bank,
		.body = {carry_seven_down_and_count, carry_two_up},
		.check = seven_down_two_up,
		.stress_runs = 50000,
		.outcome = "nuts that had come down, by the page (5 and 7 are right)",
		.points = 3,
	},
	{
		.name = "autumn",
		.what = "Two squirrels carry all day, two owls count all day.",
		.setup = open_bank,
		.body = {carry_down_all_day, carry_up_and_down, count_all_day, count_all_day},
		.check = autumn_is_over,
		.stress_runs = 500,
		.outcome = "pages that do not add up",
		.points = 3,
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
	.title = "The bank audit",
	.family = "Shared state",
	.difficulty = 1,
	.scenarios = scenarios,
	.declared = declared,
};
