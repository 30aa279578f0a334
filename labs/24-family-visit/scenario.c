/* SPDX-License-Identifier: MIT */
/* What runs against grandmother's guest book, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <string.h>

#define ROUNDS 10 /* of each on a long afternoon */

/*
 * How often each guest was greeted, by T1 and by T2; how often somebody who came or left was told
 * that this could not be; and how often what was told of the book was not so.  A row is its
 * thread's own until the check.
 */
static unsigned greeted[2][HOUSE_MOST + 1];
static unsigned refused[SCENARIO_THREADS];
static unsigned untrue[SCENARIO_THREADS];
static bool there;

static void open_house(void)
{
	memset(greeted, 0, sizeof(greeted));
	memset(refused, 0, sizeof(refused));
	memset(untrue, 0, sizeof(untrue));
	there = false;
	house_open();
}

static void one_came(void)
{
	open_house();
	house_arrive(1);
}

static void two_came(void)
{
	one_came();
	house_arrive(2);
}

static void three_came(void)
{
	two_came();
	house_arrive(3);
}

static void come(unsigned guest, unsigned self)
{
	refused[self] += !house_arrive(guest);
}

static void leave(unsigned guest, unsigned self)
{
	refused[self] += !house_leave(guest);
}

static void told(bool truth, unsigned self)
{
	untrue[self] += !truth;
}

static void expect_here(unsigned guest, bool due)
{
	bool here = house_has(guest);

	EXPECT(here == due, "guest %u is %s, and the book says %s", guest,
	       due ? "in the house" : "not in the house", here ? "in it" : "not in it");
}

/* Exactly once for whoever was there, at most once for the others. */
static void expect_greeted(unsigned self, unsigned guest, bool was_there)
{
	unsigned times = greeted[self][guest];

	EXPECT(times <= 1, "guest %u was greeted %u times in one round", guest, times);
	if (was_there)
		EXPECT_DONE(times >= 1, "guest %u was in the house, and was not greeted", guest);
}

static void go_home(unsigned threads)
{
	unsigned here = 0;

	for (unsigned self = 0; self < threads; self++) {
		EXPECT_DONE(refused[self] == 0,
			    "of those who came or left in T%u, %u could not be written down",
			    self + 1, refused[self]);
		EXPECT(untrue[self] == 0,
		       "T%u was told %u times what was not so: who was in the house, or was not",
		       self + 1, untrue[self]);
	}
	for (unsigned guest = 1; guest <= HOUSE_MOST; guest++)
		here += house_has(guest);
	outcome(here);
	house_close();
}

/*
 * Grandmother goes round.  When guest 1 is greeted, guest 2 leaves and guest 4 comes; guest 3
 * leaves when it is greeted itself.
 */

static void greet_and_see_what_happens(unsigned guest)
{
	greeted[0][guest]++;
	if (guest == 1) {
		leave(2, 0);
		come(4, 0);
		told(house_has(1), 0);
	}
	if (guest == 3)
		leave(3, 0);
}

static void go_round(unsigned self)
{
	(void)self;
	house_greet(greet_and_see_what_happens);
}

static void somebody_comes(unsigned self)
{
	come(5, self);
}

static void went_round(void)
{
	expect_greeted(0, 1, true);
	expect_greeted(0, 2, false);
	expect_greeted(0, 3, true);
	expect_greeted(0, 4, false);
	expect_greeted(0, 5, false);
	expect_here(1, true);
	expect_here(2, false);
	expect_here(3, false);
	expect_here(4, true);
	expect_here(5, true);
	go_home(2);
}

/* Guest 1 is in the book already, and signs once more. */

static void sign_twice(unsigned self)
{
	told(!house_arrive(1), self);
	come(3, self);
}

static void sign_and_look(unsigned self)
{
	come(2, self);
	there = house_has(1);
}

static void signed_in(void)
{
	EXPECT(there, "guest 1 was in the house all the time, and was not seen");
	for (unsigned guest = 1; guest <= 3; guest++)
		expect_here(guest, true);
	go_home(2);
}

/* Grandfather goes round as well: guest 1 leaves when she has greeted it, 2 when he has. */

static void she_greets(unsigned guest)
{
	greeted[0][guest]++;
	if (guest == 1)
		leave(1, 0);
}

static void he_greets(unsigned guest)
{
	greeted[1][guest]++;
	if (guest == 2)
		leave(2, 1);
}

static void she_goes_round(unsigned self)
{
	(void)self;
	house_greet(she_greets);
}

static void he_goes_round(unsigned self)
{
	(void)self;
	house_greet(he_greets);
}

static void both_went_round(void)
{
	expect_greeted(0, 1, true);
	expect_greeted(0, 2, false);
	expect_greeted(1, 1, false);
	expect_greeted(1, 2, true);
	expect_here(1, false);
	expect_here(2, false);
	go_home(2);
}

/* A long afternoon: T1 and T2 go round and round, T3 and T4 come and go. */

static void she_sends_for_a_walk(unsigned guest)
{
	if (guest == 1) {
		leave(1, 0);
		come(1, 0);
	}
}

static void he_sends_for_a_walk(unsigned guest)
{
	if (guest == 2) {
		leave(2, 1);
		come(2, 1);
	}
}

static void go_round_all_day(unsigned self)
{
	for (int i = 0; i < ROUNDS; i++)
		house_greet(self == 0 ? she_sends_for_a_walk : he_sends_for_a_walk);
}

static void come_and_go(unsigned self)
{
	for (int i = 0; i < ROUNDS; i++) {
		come(self + 1, self);
		told(!house_arrive(self + 1), self);
		told(house_has(self + 1), self);
		leave(self + 1, self);
	}
}

static void evening(void)
{
	expect_here(1, true);
	expect_here(2, true);
	expect_here(3, false);
	expect_here(4, false);
	go_home(4);
}

static const struct scenario scenarios[] = {
	{
		.name = "grandmother goes round",
		.what = "Three guests are greeted: one brings a friend, two leave; another comes.",
		.setup = three_came,
		.body = {go_round, somebody_comes},
		.check = went_round,
		.stress_runs = 20000,
		.tool_runs = 5,
		.outcome = "guests in the house in the end",
		.points = 4,
	},
	{
		.name = "signed already",
		.what = "A guest who is in the book signs once more, while another one comes.",
		.setup = one_came,
		.body = {sign_twice, sign_and_look},
		.check = signed_in,
		.stress_runs = 20000,
		.tool_runs = 5,
		.outcome = "guests in the house in the end",
		.points = 2,
	},
	{
		.name = "both go round",
		.what = "Two people greet two guests, and each of them makes one of these leave.",
		.setup = two_came,
		.body = {she_goes_round, he_goes_round},
		.check = both_went_round,
		.stress_runs = 20000,
		.outcome = "guests in the house in the end",
		.points = 2,
	},
	{
		.name = "a long afternoon",
		.what = "Two people greet and two come and go, ten times each.",
		.setup = two_came,
		.body = {go_round_all_day, go_round_all_day, come_and_go, come_and_go},
		.check = evening,
		.stress_runs = 500,
		.outcome = "guests in the house in the end",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."
#define SECOND_RUN                                                                                 \
	"The program runs many times in the same memory: DRD takes the next run's "                \
	"pthread_mutex_init for a second one of the same mutex."

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_LOCK_MISUSE, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_LOCK_MISUSE, .starter = SOMETIMES},
	{.by = "drd",
	 .kind = FINDING_LOCK_MISUSE,
	 .false_alarm = SECOND_RUN,
	 .uses = "pthread_mutex_init"},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ATOMICS,
	 .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The family visit",
	.family = "Deadlock",
	.difficulty = 3,
	.scenarios = scenarios,
	.declared = declared,
};
