/* SPDX-License-Identifier: MIT */
/* What runs against the coffee machine, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

/* On a good day the water boils at the third step; on a bad one it never does. */
enum { GOOD_DAY = 3, BAD_DAY = 100000 };

static bool bad_day;
static _Atomic int heated; /* how often the device was asked to heat, on a good day */

/*
 * On a bad day nobody would wait as long as that.  The count is no step of the program that explore
 * should see: to it the water is as cold as it was, and whoever goes on heating only waits.
 */
__attribute__((no_sanitize("thread"))) static void lose_patience(void)
{
	static int waited;

	waited++;
	EXPECT(waited < BAD_DAY, "nobody ends a brew whose water never boils");
	waited %= BAD_DAY;
}

bool device_heat(void)
{
	pthread_testcancel();
	sched_yield();
	if (bad_day) {
		lose_patience();
		return false;
	}
	return ++heated >= GOOD_DAY;
}

static void open_up(void)
{
	machine_open();
}

static void open_on_a_bad_day(void)
{
	bad_day = true;
	machine_open();
}

static void look(const char *who)
{
	int water = -1, cups = -1;

	machine_look(&water, &cups);
	EXPECT(water + WATER_A_CUP * cups == WATER_AT_FIRST,
	       "%s sees %d measures of water and %d cups: %d are missing", who, water, cups,
	       WATER_AT_FIRST - water - WATER_A_CUP * cups);
}

static void order_and_stop(unsigned self)
{
	(void)self;
	brew_start();
	brew_stop();
	look("the watchdog");
}

static void guest(unsigned self)
{
	(void)self;
	look("a guest");
}

static void order_and_wait(unsigned self)
{
	int water, cups;

	(void)self;
	brew_start();
	brew_wait();
	machine_look(&water, &cups);
	EXPECT(cups == 1, "nobody stopped the brew, and %d cups are done", cups);
	EXPECT(heated >= GOOD_DAY, "the cup was filled after %d steps of heating, not %d", heated,
	       GOOD_DAY);
}

static void stop_then_again(unsigned self)
{
	int water, before, after;

	(void)self;
	brew_start();
	brew_stop();
	machine_look(&water, &before);
	brew_start();
	brew_wait();
	machine_look(&water, &after);
	outcome(before);
	EXPECT(after == before + 1, "the brew after the stopped one made %d cups, not 1",
	       after - before);
	EXPECT(water + WATER_A_CUP * after == WATER_AT_FIRST,
	       "%d measures of water and %d cups are left", water, after);
}

static const struct scenario scenarios[] = {
	{
		.name = "stopped",
		.what = "A brew that would never end is stopped, while a guest looks at the machine.",
		.setup = open_on_a_bad_day,
		.body = {order_and_stop, guest},
		.stress_runs = 5000,
		.tool_runs = 5,
		.points = 5,
	},
	{
		.name = "left alone",
		.what = "A brew that nobody stops becomes a cup.",
		.setup = open_up,
		.body = {order_and_wait, guest},
		.stress_runs = 1000,
		.tool_runs = 2,
		.points = 2,
	},
	{
		.name = "the next one",
		.what = "After a stopped brew the next one is as good as ever.",
		.setup = open_up,
		.body = {stop_then_again, guest},
		.stress_runs = 2000,
		.outcome = "cups from the stopped brew",
		.points = 3,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

#define HANDLER                                                                                    \
	"ThreadSanitizer does not see that a cleanup handler gives the lock back, and takes it for "    \
	"held, and what follows for unordered."

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_LOCK_MISUSE, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_LOCK_MISUSE, .starter = SOMETIMES},
	{.by = "tsan",
	 .kind = FINDING_LOCK_MISUSE,
	 .false_alarm = HANDLER,
	 .uses = "__pthread_register_cancel"},
	{.by = "tsan",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = HANDLER,
	 .uses = "__pthread_register_cancel"},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The watchdog",
	.family = "Killing and ending",
	.difficulty = 3,
	.scenarios = scenarios,
	.declared = declared,
};
