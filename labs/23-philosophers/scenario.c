/* SPDX-License-Identifier: MIT */
/* What runs against the philosophers' table, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <string.h>

#define DUMPLINGS 20 /* that each eats on a long evening */
#define BITES	  8

static unsigned seats; /* at the table; set before anybody eats */
/* How many guests have each fork in hand.  Belongs to whoever has it. */
static unsigned hands[TABLE_MOST];
/* How many dumplings each has eaten.  Each count is its thread's own until the check. */
static unsigned eaten[TABLE_MOST];
/* What is left of the dumpling on each plate.  Likewise. */
static volatile unsigned plate[TABLE_MOST];

static void sit_down(unsigned count)
{
	seats = count;
	memset(hands, 0, sizeof(hands));
	memset(eaten, 0, sizeof(eaten));
	table_lay(count);
}

static void two_sit_down(void)
{
	sit_down(2);
}

static void three_sit_down(void)
{
	sit_down(3);
}

static void four_sit_down(void)
{
	sit_down(4);
}

static void five_sit_down(void)
{
	sit_down(5);
}

static void take_fork(unsigned seat, unsigned fork)
{
	hands[fork]++;
	EXPECT(hands[fork] == 1, "guest %u eats with fork %u, which somebody else has in hand",
	       seat, fork);
}

/* Guests call it through table_dine(). */
static void tear(unsigned seat)
{
	unsigned right = (seat + 1) % seats;

	take_fork(seat, seat);
	take_fork(seat, right);
	eaten[seat]++;
	hands[right]--;
	hands[seat]--;
}

/* The same, by one who enjoys it. */
static void tear_slowly(unsigned seat)
{
	for (plate[seat] = BITES; plate[seat] > 0; plate[seat]--)
		;
	tear(seat);
}

static void eat(unsigned self)
{
	table_dine(self, tear);
}

static void eat_slowly_across(unsigned self)
{
	table_dine(2 * self, tear_slowly);
}

static void eat_all_evening(unsigned self)
{
	for (int i = 0; i < DUMPLINGS; i++)
		table_dine(self, tear);
}

static void expect_eaten(unsigned seat, unsigned due)
{
	EXPECT_DONE(eaten[seat] == due, "dumplings for guest %u: %u, eaten: %u", seat, due,
		    eaten[seat]);
}

static void expect_all_eaten(unsigned due)
{
	unsigned sum = 0;

	for (unsigned seat = 0; seat < seats; seat++) {
		expect_eaten(seat, due);
		sum += eaten[seat];
	}
	outcome(sum);
}

static void one_each(void)
{
	expect_all_eaten(1);
}

static void across_only(void)
{
	outcome(eaten[0] + eaten[2]);
	expect_eaten(0, 1);
	expect_eaten(2, 1);
}

static void many_each(void)
{
	expect_all_eaten(DUMPLINGS);
}

static const struct scenario scenarios[] = {
	{
		.name = "three at the table",
		.what = "Three guests at a table for three eat one dumpling each.",
		.setup = three_sit_down,
		.body = {eat, eat, eat},
		.check = one_each,
		.stress_runs = 10000,
		.tool_runs = 10,
		.outcome = "dumplings that were eaten",
		.points = 4,
	},
	{
		.name = "two at the table",
		.what = "Two guests at a table for two eat one dumpling each.",
		.setup = two_sit_down,
		.body = {eat, eat},
		.check = one_each,
		.stress_runs = 30000,
		.outcome = "dumplings that were eaten",
		.points = 2,
	},
	{
		.name = "across the table",
		.what = "The table is laid for four; guests 0 and 2 eat, who share no fork.",
		.setup = four_sit_down,
		.body = {eat_slowly_across, eat_slowly_across},
		.check = across_only,
		.stress_runs = 5000,
		.outcome = "dumplings that were eaten",
		.points = 2,
		.overlap = 1.5,
	},
	{
		.name = "a long evening",
		.what = "Five guests at a table for five eat twenty dumplings each.",
		.setup = five_sit_down,
		.body = {eat_all_evening, eat_all_evening, eat_all_evening, eat_all_evening,
			 eat_all_evening},
		.check = many_each,
		.stress_runs = 200,
		.outcome = "dumplings that were eaten",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define HARMLESS                                                                                   \
	"The tool sees that the forks are taken in a circle, and not what makes that harmless: "   \
	"a chair that stays empty, a gate around it, or a trylock that does not wait."
#define SECOND_RUN                                                                                 \
	"The program runs many times in the same memory: DRD takes the next run's "                \
	"initialisation for a second one of the same object."
#define LATE_SIGNAL                                                                                \
	"To signal without the lock is allowed when the change itself was made under it."
#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan",
	 .kind = FINDING_LOCK_ORDER,
	 .starter = SOMETIMES,
	 .false_alarm = HARMLESS,
	 .if_proved = true},
	{.by = "helgrind",
	 .kind = FINDING_LOCK_ORDER,
	 .starter = SOMETIMES,
	 .false_alarm = HARMLESS,
	 .if_proved = true},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_LOCK_MISUSE, .false_alarm = SECOND_RUN, .uses = "sem_init"},
	{.by = "drd",
	 .kind = FINDING_LOCK_MISUSE,
	 .false_alarm = SECOND_RUN,
	 .uses = "pthread_mutex_init"},
	{.by = "helgrind",
	 .kind = FINDING_LOCK_MISUSE,
	 .false_alarm = LATE_SIGNAL,
	 .uses = "pthread_cond"},
	{.by = "drd",
	 .kind = FINDING_LOCK_MISUSE,
	 .false_alarm = LATE_SIGNAL,
	 .uses = "pthread_cond"},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ATOMICS,
	 .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The philosophers",
	.family = "Deadlock",
	.difficulty = 2,
	.no_polling = "whoever waits for a fork sleeps until it is laid back",
	.scenarios = scenarios,
	.declared = declared,
};
