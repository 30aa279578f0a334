/* SPDX-License-Identifier: MIT */
/* What runs against the picture cache, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <string.h>

#define SUNDAY 50 /* pictures that each visitor looks at on a rainy Sunday */

/* What setup has taken for a body, which gives it back. */
static struct picture *lent[SCENARIO_THREADS];
/* The plate that each body had in its hands last.  Its thread's own until the check. */
static const struct picture *held[SCENARIO_THREADS];
/* Dots that were not as they should be.  Likewise. */
static unsigned spoilt[SCENARIO_THREADS];

static void look(unsigned self, const struct picture *picture, unsigned number, unsigned dots)
{
	unsigned strange = 0;

	for (unsigned dot = 0; dot < dots; dot++)
		strange += picture_dot(picture, dot) != 100 * number + dot;
	spoilt[self] += strange;
}

static void expect_unspoilt(unsigned bodies)
{
	unsigned total = 0;

	for (unsigned self = 0; self < bodies; self++)
		total += spoilt[self];
	outcome(total);
	EXPECT(total == 0, "%u dots were not those of the picture that was asked for", total);
}

static void open_shelf(void)
{
	memset(lent, 0, sizeof(lent));
	memset(held, 0, sizeof(held));
	memset(spoilt, 0, sizeof(spoilt));
	picture_open();
}

/* Afterwards each picture can be looked at once more, and then goes. */
static void close_down(void)
{
	for (unsigned number = 0; number < PICTURES; number++) {
		struct picture *picture = picture_take(number);

		look(0, picture, number, PICTURE_DOTS);
		picture_give_back(picture);
		picture_retire(number);
	}
}

/* Two visitors have the same plate, which is not on the shelf any more, and leave. */

/* Was the plate still on the shelf when it had been retired?  Written by setup. */
static bool still_there;

static void lend_and_retire(void)
{
	struct picture *fresh;

	open_shelf();
	lent[0] = picture_take(1);
	lent[1] = picture_take(1);
	picture_retire(1);
	fresh = picture_take(1);
	still_there = fresh == lent[0];
	picture_give_back(fresh);
	picture_retire(1);
}

static void look_and_leave(unsigned self)
{
	look(self, lent[self], 1, 1);
	picture_give_back(lent[self]);
	lent[self] = NULL;
}

static void both_left(void)
{
	EXPECT_DONE(!still_there, "a plate was retired, and still stood on the shelf");
	expect_unspoilt(2);
}

/* One visitor leaves while another comes; the plate stays on the shelf. */

static void lend_one(void)
{
	open_shelf();
	lent[0] = picture_take(1);
	held[0] = lent[0];
}

static void come_and_go(unsigned self)
{
	struct picture *picture = picture_take(1);

	held[self] = picture;
	look(self, picture, 1, 1);
	picture_give_back(picture);
}

static void came_and_went(void)
{
	EXPECT(held[0] == held[1],
	       "two visitors asked for the picture on the shelf and got two plates of it");
	held[0] = held[1] = NULL;
	close_down();
	expect_unspoilt(2);
}

/* A visitor comes and goes while the plate is retired. */

static void retire(unsigned self)
{
	(void)self;
	picture_retire(1);
}

static void put_on_the_shelf(void)
{
	open_shelf();
	picture_give_back(picture_take(1));
}

static void came_or_missed(void)
{
	held[0] = NULL;
	picture_retire(1);
	expect_unspoilt(1);
}

/* Two visitors look at one plate for a long time. */

static void look_long(unsigned self)
{
	struct picture *picture = picture_take(1);

	look(self, picture, 1, PICTURE_DOTS);
	picture_give_back(picture);
}

static void put_up_again(void)
{
	close_down();
	expect_unspoilt(2);
}

/* A rainy Sunday: everybody looks at everything, and the archivist keeps retiring. */

static void look_at_everything(unsigned self)
{
	for (unsigned i = 0; i < SUNDAY; i++) {
		unsigned number = (self + i) % PICTURES;
		struct picture *picture = picture_take(number);

		look(self, picture, number, PICTURE_DOTS);
		picture_give_back(picture);
	}
}

static void retire_everything(unsigned self)
{
	(void)self;
	for (unsigned i = 0; i < SUNDAY; i++)
		picture_retire(i % PICTURES);
}

static void sunday_is_over(void)
{
	close_down();
	expect_unspoilt(4);
}

static const struct scenario scenarios[] = {
	{
		.name = "closing time",
		.what = "Two visitors have the same plate, which has left the shelf, and go home.",
		.setup = lend_and_retire,
		.body = {look_and_leave, look_and_leave},
		.check = both_left,
		.stress_runs = 50000,
		.tool_runs = 5,
		.outcome = "dots spoilt",
		.points = 3,
	},
	{
		.name = "one comes, one goes",
		.what = "A visitor gives a plate back while another one asks for it.",
		.setup = lend_one,
		.body = {look_and_leave, come_and_go},
		.check = came_and_went,
		.stress_runs = 50000,
		.tool_runs = 5,
		.outcome = "dots spoilt",
		.points = 3,
	},
	{
		.name = "spring cleaning",
		.what = "A visitor comes and goes while the archivist retires the plate.",
		.setup = put_on_the_shelf,
		.body = {come_and_go, retire},
		.check = came_or_missed,
		.stress_runs = 50000,
		.outcome = "dots spoilt",
		.points = 2,
	},
	{
		.name = "side by side",
		.what = "Two visitors look at every dot of the same plate.",
		.setup = put_on_the_shelf,
		.body = {look_long, look_long},
		.check = put_up_again,
		.stress_runs = 2000,
		.outcome = "dots spoilt",
		.points = 1,
		.overlap = 1.25,
	},
	{
		.name = "a rainy Sunday",
		.what = "Three visitors look at everything, the archivist keeps retiring.",
		.setup = open_shelf,
		.body = {look_at_everything, look_at_everything, look_at_everything,
			 retire_everything},
		.check = sunday_is_over,
		.stress_runs = 500,
		.outcome = "dots spoilt",
		.points = 1,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

/*
 * What is in memory that was freed is chance; so is what comes of it natively, and on one processor
 * the two must be cut off between two instructions.
 */
static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_LEAK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_USE_AFTER_FREE, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "stress", .kind = FINDING_DOUBLE_FREE, .starter = SOMETIMES},
	{.by = "stress", .kind = FINDING_CRASH, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_USE_AFTER_FREE, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_DOUBLE_FREE, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DOUBLE_FREE, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DOUBLE_FREE, .starter = SOMETIMES},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ATOMICS,
	 .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The picture cache",
	.family = "Shared state",
	.difficulty = 3,
	.scenarios = scenarios,
	.declared = declared,
};
