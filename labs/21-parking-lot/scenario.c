/* SPDX-License-Identifier: MIT */
/* What runs against the opera's yard, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <string.h>

#define ARIAS	12 /* that somebody hears while the car is parked */
#define EVENING 20 /* visits of one driver on a first night */
#define DRIVERS 4

/* How many cars stand on each place.  Belongs to the driver who was given the place. */
static unsigned standing[YARD_MOST + 1];
/* How often each driver was sent away.  Each count is its thread's own until the check. */
static unsigned sent_away[SCENARIO_THREADS];
/* How many places the yard has in this run; set before the drivers come. */
static unsigned yard;
/* What each driver has heard.  A row is its thread's own until the check. */
static volatile unsigned heard[SCENARIO_THREADS][ARIAS];

static void open_yard(unsigned places)
{
	yard = places;
	memset(sent_away, 0, sizeof(sent_away));
	memset(standing, 0, sizeof(standing));
	yard_open(places);
}

static void open_one(void)
{
	open_yard(1);
}

static void open_two(void)
{
	open_yard(2);
}

static unsigned drive_in(unsigned self)
{
	unsigned place = yard_enter(self + 1);

	if (place == 0) {
		sent_away[self]++;
		return 0;
	}
	EXPECT(place <= yard, "car %u was sent to place %u of %u", self + 1, place, yard);
	if (place > yard)
		return 0;
	standing[place]++;
	EXPECT(standing[place] == 1, "car %u was sent to place %u, where another car stands",
	       self + 1, place);
	return place;
}

static void drive_out(unsigned place)
{
	if (place == 0)
		return;
	standing[place]--;
	yard_leave(place);
}

static void visit(unsigned self)
{
	unsigned place = drive_in(self);

	if (place != 0) {
		unsigned car = yard_look(place);

		EXPECT(car == self + 1, "car %u is on place %u, and the board has car %u there",
		       self + 1, place, car);
	}
	drive_out(place);
}

static void visit_twice(unsigned self)
{
	for (int i = 0; i < 2; i++)
		drive_out(drive_in(self));
}

static void hear_the_opera(unsigned self)
{
	unsigned place = drive_in(self);

	for (unsigned i = 0; i < ARIAS; i++)
		heard[self][i] = i + 1;
	drive_out(place);
}

static void visit_often(unsigned self)
{
	for (int i = 0; i < EVENING; i++)
		visit(self);
}

static void close_yard(unsigned due)
{
	unsigned visits, left = 0, turned_away = 0;

	for (unsigned place = 1; place <= yard; place++)
		left += yard_look(place) != 0;
	for (unsigned self = 0; self < SCENARIO_THREADS; self++)
		turned_away += sent_away[self];
	visits = yard_close();
	outcome((long)visits - turned_away);
	EXPECT_DONE(turned_away == 0, "%u of %u times a driver was sent away without a place",
		    turned_away, due);
	EXPECT(visits == due, "cars were parked %u times, the porter counted %u", due, visits);
	EXPECT(left == 0, "all cars have left, the board has %u", left);
}

static void two_left(void)
{
	close_yard(2);
}

static void three_left(void)
{
	close_yard(3);
}

static void all_left(void)
{
	close_yard(DRIVERS * EVENING);
}

static const struct scenario scenarios[] = {
	{
		.name = "one place",
		.what = "The yard has one place; one driver comes twice, another once.",
		.setup = open_one,
		.body = {visit_twice, visit},
		.check = three_left,
		.stress_runs = 50000,
		.tool_runs = 10,
		.outcome = "cars that were parked",
		.points = 4,
	},
	{
		.name = "room for both",
		.what = "The yard has two places; two drivers hear the opera at the same time.",
		.setup = open_two,
		.body = {hear_the_opera, hear_the_opera},
		.check = two_left,
		.stress_runs = 10000,
		.tool_runs = 5,
		.outcome = "cars that were parked",
		.points = 2,
		.overlap = 1.25,
	},
	{
		.name = "one too many",
		.what = "The yard has two places, and three drivers come.",
		.setup = open_two,
		.body = {visit, visit, visit},
		.check = three_left,
		.stress_runs = 5000,
		.outcome = "cars that were parked",
		.points = 2,
	},
	{
		.name = "a first night",
		.what = "The yard has two places; four drivers come and go twenty times each.",
		.setup = open_two,
		.body = {visit_often, visit_often, visit_often, visit_often},
		.check = all_left,
		.stress_runs = 300,
		.outcome = "cars that were parked",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."
#define LATE_SIGNAL                                                                                \
	"To signal without the lock is allowed when the change itself was made under it."
#define SECOND_RUN                                                                                 \
	"The program runs many times in the same memory: DRD takes the next run's sem_init for a " \
	"second one of the same semaphore."

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ATOMICS,
	 .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "helgrind",
	 .kind = FINDING_LOCK_MISUSE,
	 .false_alarm = LATE_SIGNAL,
	 .uses = "pthread_cond"},
	{.by = "drd",
	 .kind = FINDING_LOCK_MISUSE,
	 .false_alarm = LATE_SIGNAL,
	 .uses = "pthread_cond"},
	{.by = "drd", .kind = FINDING_LOCK_MISUSE, .false_alarm = SECOND_RUN, .uses = "sem_init"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The parking lot",
	.family = "Waiting",
	.difficulty = 3,
	.no_polling = "whoever waits for a place sleeps until one is given back",
	.scenarios = scenarios,
	.declared = declared,
};
