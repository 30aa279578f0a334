/* SPDX-License-Identifier: MIT */
/* What runs against the kitchen, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <pthread.h>

#define STEPS	   12 /* of a roast, and of a sauce, when there is time for them */
#define BIG_DINNER 20 /* dishes */

static unsigned cooks;
static int dishes;
static int steps;

/* Of each dish: whoever has it in hand. */
static int roasted[KITCHEN_DISHES + 1], stirred[KITCHEN_DISHES + 1], served[KITCHEN_DISHES + 1];
static int browned[KITCHEN_DISHES + 1][STEPS], thickened[KITCHEN_DISHES + 1][STEPS];

/* By whom. */
static pthread_t roaster[KITCHEN_DISHES + 1], stirrer[KITCHEN_DISHES + 1];
static pthread_t waiter[KITCHEN_DISHES + 1];

void roast(int dish)
{
	roaster[dish] = pthread_self();
	for (int i = 0; i < steps; i++)
		browned[dish][i] = i;
	roasted[dish]++;
}

void stir(int dish)
{
	stirrer[dish] = pthread_self();
	for (int i = 0; i < steps; i++)
		thickened[dish][i] = i;
	stirred[dish]++;
}

void serve(int dish)
{
	waiter[dish] = pthread_self();
	EXPECT(roasted[dish] == 1, "dish %d is served, and was roasted %d times", dish,
	       roasted[dish]);
	EXPECT(stirred[dish] == 1, "dish %d is served, and its sauce was made %d times", dish,
	       stirred[dish]);
	served[dish]++;
}

static void two_cooks(int orders, int length)
{
	cooks = 2;
	dishes = orders;
	steps = length;
}

static void small_dinner(void)
{
	two_cooks(2, 0);
}

static void long_roast(void)
{
	two_cooks(1, STEPS);
}

static void big_dinner(void)
{
	two_cooks(BIG_DINNER, 1);
	cooks = 3;
}

/* Counts somebody, unless he is known. */
static void meet(pthread_t somebody, pthread_t *known, unsigned *people)
{
	for (unsigned i = 0; i < *people; i++)
		if (pthread_equal(known[i], somebody))
			return;
	known[(*people)++] = somebody;
}

/* How many different people have touched food. */
static unsigned count_people(void)
{
	pthread_t known[3 * KITCHEN_DISHES];
	unsigned people = 0;

	for (int dish = 1; dish <= dishes; dish++) {
		if (roasted[dish])
			meet(roaster[dish], known, &people);
		if (stirred[dish])
			meet(stirrer[dish], known, &people);
		if (served[dish])
			meet(waiter[dish], known, &people);
	}
	return people;
}

static void everybody_has_eaten(void)
{
	int plates = 0;

	for (int dish = 1; dish <= dishes; dish++) {
		plates += served[dish];
		EXPECT_DONE(
			served[dish] == 1 && roasted[dish] == 1 && stirred[dish] == 1,
			"dish %d was roasted %d times, its sauce made %d times, served %d times",
			dish, roasted[dish], stirred[dish], served[dish]);
	}
	outcome(plates);
	if (plates == dishes)
		EXPECT(count_people() <= cooks,
		       "there are %u cooks with papers, and %u people cooked", cooks,
		       count_people());
}

static void dinner(unsigned self)
{
	(void)self;
	kitchen_dinner(dishes, cooks);
}

static const struct scenario scenarios[] = {
	{
		.name = "two dishes",
		.what = "Two cooks, two dishes.",
		.setup = small_dinner,
		.body = {dinner},
		.check = everybody_has_eaten,
		.stress_runs = 5000,
		.tool_runs = 10,
		.outcome = "plates that were served (2 is right)",
		.points = 6,
	},
	{
		.name = "a slow roast",
		.what = "Two cooks, and a single dish that takes its time.",
		.setup = long_roast,
		.body = {dinner},
		.check = everybody_has_eaten,
		.stress_runs = 1000,
		.outcome = "plates that were served (1 is right)",
		.points = 2,
		.overlap = 1.2,
	},
	{
		.name = "a big dinner",
		.what = "Three cooks, twenty dishes.",
		.setup = big_dinner,
		.body = {dinner},
		.check = everybody_has_eaten,
		.stress_runs = 200,
		.outcome = "plates that were served (20 is right)",
		.points = 2,
		.native_only = true,
	},
	{0},
};

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{0},
};

const struct lab racelab_lab = {
	.title = "The kitchen",
	.family = "Waiting",
	.difficulty = 4,
	.no_polling = "a cook who has nothing to do sleeps until there is something",
	.scenarios = scenarios,
	.declared = declared,
};
