/* SPDX-License-Identifier: MIT */
/* What runs against the night train, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define NIGHT 50 /* how often each compartment asks in a long night */

/* Of this journey; written by setup, then only read. */
static char slip[16];
static struct settings due;

/* What each compartment was given, and read there.  A row is its thread's own until the check. */
static const struct settings *given[SCENARIO_THREADS][NIGHT];
static struct settings felt[SCENARIO_THREADS][NIGHT];

/* The slip hangs there first; what it says, the conductor decides at the last moment. */
static void depart(int heating, int light)
{
	memset(given, 0, sizeof(given));
	memset(felt, 0, sizeof(felt));
	due.heating = heating;
	due.light = light;
	strcpy(slip, "15 5");
	train_pin_up(slip);
	snprintf(slip, sizeof(slip), "%d %d", heating, light);
}

static void depart_in_march(void)
{
	depart(21, 40);
}

static void depart_in_august(void)
{
	depart(17, 65);
}

/* The compartment goes by the settings of its number-th asking. */
static void go_by(unsigned self, unsigned number)
{
	const struct settings *settings = given[self][number];

	if (settings != NULL) {
		felt[self][number].heating = settings->heating;
		felt[self][number].light = settings->light;
	}
}

static void ask(unsigned self, unsigned number)
{
	given[self][number] = train_settings();
}

static void ask_once(unsigned self)
{
	ask(self, 0);
	go_by(self, 0);
}

/* Asks again before it goes by the first answer: that one must still be good. */
static void ask_twice(unsigned self)
{
	ask(self, 0);
	ask(self, 1);
	go_by(self, 0);
	go_by(self, 1);
}

static void ask_all_night(unsigned self)
{
	for (unsigned i = 0; i < NIGHT; i++) {
		ask(self, i);
		go_by(self, i);
	}
}

/* The number-th asking of a compartment against what the conductor has. */
static void compare(const struct settings *the_train_s, unsigned self, unsigned number)
{
	EXPECT(given[self][number] == the_train_s,
	       "compartment %u got settings of its own, and not those of the train", self + 1);
	EXPECT(felt[self][number].heating == due.heating && felt[self][number].light == due.light,
	       "the slip says %d degrees and %d percent, compartment %u had %d and %d", due.heating,
	       due.light, self + 1, felt[self][number].heating, felt[self][number].light);
}

static void arrive(const unsigned *times)
{
	const struct settings *the_train_s = train_settings();

	EXPECT(the_train_s != NULL, "the train has no settings");
	for (unsigned self = 0; self < SCENARIO_THREADS; self++)
		for (unsigned i = 0; i < times[self]; i++)
			compare(the_train_s, self, i);
	outcome(felt[0][0].heating);
}

static void two_arrive(void)
{
	arrive((const unsigned[SCENARIO_THREADS]){1, 1});
}

static void sleepers_arrive(void)
{
	arrive((const unsigned[SCENARIO_THREADS]){1, 2, 1});
}

static void all_arrive(void)
{
	arrive((const unsigned[SCENARIO_THREADS]){NIGHT, NIGHT, NIGHT, NIGHT});
}

static const struct scenario scenarios[] = {
	{
		.name = "two compartments",
		.what = "Two compartments ask for the settings, and go by them.",
		.setup = depart_in_march,
		.body = {ask_once, ask_once},
		.check = two_arrive,
		.stress_runs = 100000,
		.tool_runs = 10,
		.outcome = "degrees in the first compartment",
		.points = 5,
	},
	{
		.name = "light sleepers",
		.what = "Three compartments ask; one of them twice, before it goes by either "
			"answer.",
		.setup = depart_in_august,
		.body = {ask_once, ask_twice, ask_once},
		.check = sleepers_arrive,
		.stress_runs = 30000,
		.tool_runs = 5,
		.outcome = "degrees in the first compartment",
		.points = 3,
	},
	{
		.name = "a long night",
		.what = "Four compartments ask again and again.",
		.setup = depart_in_march,
		.body = {ask_all_night, ask_all_night, ask_all_night, ask_all_night},
		.check = all_arrive,
		.stress_runs = 2000,
		.outcome = "degrees in the first compartment",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."
#define FENCES "ThreadSanitizer does not model fences, so it misses the order that they make."
#define FENCE "__tsan_atomic_thread_fence"

#define ONCE "Helgrind does not know once, so it misses the order that it makes."
#define CALL_ONCE "ThreadSanitizer knows pthread_once, and not C11's call_once."

/* Nothing from stress: built at -O0, on x86-64, every compartment is warm. */
static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "drd", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ATOMICS,
	 .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .false_alarm = FENCES, .uses = FENCE},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ONCE,
	 .uses = "pthread_once",
	 .if_proved = true},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ONCE,
	 .uses = "call_once",
	 .if_proved = true},
	{.by = "tsan",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = CALL_ONCE,
	 .uses = "call_once",
	 .if_proved = true},
	{0},
};

const struct lab racelab_lab = {
	.title = "The settings",
	.family = "Shared state",
	.difficulty = 2,
	.no_polling = "who comes while the slip is being read sleeps until it has been read",
	.scenarios = scenarios,
	.declared = declared,
};
