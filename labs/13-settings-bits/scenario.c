/* SPDX-License-Identifier: MIT */
/* What runs against the lighthouse, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <string.h>

#define NIGHT 100 /* settings of each keeper in a stormy night */

/* What a body saw last.  Its thread's own until the check. */
static unsigned saw_lamp[SCENARIO_THREADS];
static unsigned saw_horn[SCENARIO_THREADS];
/* How often a keeper did not find his own setting as he had left it.  Likewise. */
static unsigned strange[SCENARIO_THREADS];

static void install(unsigned lamp, unsigned horn)
{
	memset(saw_lamp, 0, sizeof(saw_lamp));
	memset(saw_horn, 0, sizeof(saw_horn));
	memset(strange, 0, sizeof(strange));
	panel_install();
	lamp_set(lamp);
	horn_set(horn);
}

static void expect_panel(unsigned lamp, unsigned horn)
{
	outcome(100 * (long)lamp_get() + horn_get());
	EXPECT(lamp_get() == lamp, "the lamp was set to %u, and shines at %u", lamp, lamp_get());
	EXPECT(horn_get() == horn, "the horn was set to %u, and sounds %u times", horn, horn_get());
}

/* Dusk: one sets the lamp, the other one the horn. */

static void by_day(void)
{
	install(0, 0);
}

static void light_up(unsigned self)
{
	lamp_set(5);
	saw_lamp[self] = lamp_get();
}

static void fog_comes(unsigned self)
{
	horn_set(20);
	saw_horn[self] = horn_get();
}

static void it_is_dark(void)
{
	EXPECT(saw_lamp[0] == 5, "the lamp was set to 5, and its keeper saw %u", saw_lamp[0]);
	EXPECT(saw_horn[1] == 20, "the horn was set to 20, and its keeper saw %u", saw_horn[1]);
	expect_panel(5, 20);
}

/* A ship looks while the lamp is dimmed; her captain also hears the horn. */

static void bright_and_loud(void)
{
	install(4, 12);
}

static void dim(unsigned self)
{
	(void)self;
	lamp_set(3);
}

static void pass_by(unsigned self)
{
	saw_lamp[self] = lamp_get();
	saw_horn[self] = horn_get();
}

static void ship_has_passed(void)
{
	EXPECT(saw_lamp[1] == 4 || saw_lamp[1] == 3,
	       "the lamp was dimmed from 4 to 3, and a ship saw it at %u", saw_lamp[1]);
	EXPECT(saw_horn[1] == 12, "the horn was set to 12, and a ship heard it %u times",
	       saw_horn[1]);
	expect_panel(3, 12);
}

/* Two keepers of the lamp make it brighter, and do not know of each other. */

static void one_brighter(unsigned self)
{
	(void)self;
	lamp_brighter();
}

static void two_steps_left(void)
{
	install(LAMP_MOST - 2, 12);
}

static void one_step_left(void)
{
	install(LAMP_MOST - 1, 12);
}

static void as_bright_as_can_be(void)
{
	EXPECT_DONE(lamp_get() == LAMP_MOST,
		    "the lamp was made brighter twice, up to %d, and shines at %u", LAMP_MOST,
		    lamp_get());
	expect_panel(LAMP_MOST, 12);
}

/* A stormy night: each keeper sets and looks, again and again. */

static void mind_the_lamp(unsigned self)
{
	for (unsigned i = 1; i <= NIGHT; i++) {
		lamp_set(i % (LAMP_MOST + 1));
		strange[self] += lamp_get() != i % (LAMP_MOST + 1);
	}
}

static void mind_the_horn(unsigned self)
{
	for (unsigned i = 1; i <= NIGHT; i++) {
		horn_set(i % (HORN_MOST + 1));
		strange[self] += horn_get() != i % (HORN_MOST + 1);
	}
}

static void morning(void)
{
	EXPECT(strange[0] == 0, "%u times of %d the lamp was not as its keeper had set it",
	       strange[0], NIGHT);
	EXPECT(strange[1] == 0, "%u times of %d the horn was not as its keeper had set it",
	       strange[1], NIGHT);
	expect_panel(NIGHT % (LAMP_MOST + 1), NIGHT % (HORN_MOST + 1));
}

static const struct scenario scenarios[] = {
	{
		.name = "dusk",
		.what = "One keeper sets the lamp, the other one sets the horn.",
		.setup = by_day,
		.body = {light_up, fog_comes},
		.check = it_is_dark,
		.stress_runs = 100000,
		.tool_runs = 10,
		.outcome = "lamp and horn in the end (520 is right)",
		.points = 4,
	},
	{
		.name = "a ship",
		.what = "The lamp is dimmed while a ship looks and listens.",
		.setup = bright_and_loud,
		.body = {dim, pass_by},
		.check = ship_has_passed,
		.stress_runs = 50000,
		.tool_runs = 5,
		.outcome = "lamp and horn in the end (312 is right)",
		.points = 2,
	},
	{
		.name = "brighter",
		.what = "Two make the lamp one step brighter, and there is room for both.",
		.setup = two_steps_left,
		.body = {one_brighter, one_brighter},
		.check = as_bright_as_can_be,
		.stress_runs = 50000,
		.outcome = "lamp and horn in the end (712 is right)",
		.points = 1,
	},
	{
		.name = "bright enough",
		.what = "Two make the lamp one step brighter, and there is room for one.",
		.setup = one_step_left,
		.body = {one_brighter, one_brighter},
		.check = as_bright_as_can_be,
		.stress_runs = 50000,
		.outcome = "lamp and horn in the end (712 is right)",
		.points = 1,
	},
	{
		.name = "a stormy night",
		.what = "Each keeper sets his own and looks at it, a hundred times.",
		.setup = by_day,
		.body = {mind_the_lamp, mind_the_horn},
		.check = morning,
		.stress_runs = 2000,
		.outcome = "lamp and horn in the end (404 is right)",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

/*
 * gcc announces a bit-field to the checkers as written in one step: explore then sees who is not
 * ordered, and not what gets lost.  With clang (--cc clang) it sees both.
 */
static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "drd", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
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
	.title = "The settings bits",
	.family = "Shared state",
	.difficulty = 2,
	.scenarios = scenarios,
	.declared = declared,
};
