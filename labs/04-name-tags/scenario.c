/* SPDX-License-Identifier: MIT */
/* What runs against the name tags, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <semaphore.h>
#include <string.h>

#define DOORS  4
#define TURNS  50   /* hermits at each door, on the first evening */
#define OTHERS 600  /* hermits at the other door, while a crier draws breath */
#define CROWD  20000 /* the same on the day of the free soup */
#define CALL   160  /* characters that a crier calls out, at most */

static const char *const hermits[] = {"Anselm", "Berta", "Cosmas", "Dorothea", "Eusebius"};

#define HERMITS (sizeof hermits / sizeof hermits[0])

struct call {
	bool has_tag;
	char text[CALL];
};

/* What was called out at each door, last.  A row is its thread's own until the check. */
static struct call called[DOORS][2];
/* How often it was another tag than the one that was due, and how often none.  Likewise. */
static unsigned others[DOORS];
static unsigned none[DOORS];

static sem_t out_of_breath; /* posted when T1 has a tag and has not called it out */
static sem_t breath_again;

/* Uses as much of the stack as any small thing that one does between the tag and the call. */
static void draw_breath(void)
{
	char air[1024];

	memset(air, '~', sizeof air);
}

static void call_out(struct call *call, const char *text)
{
	call->has_tag = text != NULL;
	if (text == NULL)
		return;
	strncpy(call->text, text, CALL - 1);
	call->text[CALL - 1] = '\0';
}

static void announce(struct call *call, const char *name)
{
	const char *text = tag_write(name);

	draw_breath();
	call_out(call, text);
}

/* Is that the tag of the hermit with this name? */
static bool is_tag_of(const struct call *call, const char *name)
{
	size_t length = strlen(name);

	return call->has_tag && strncmp(call->text, name, length) == 0 &&
	       strcmp(call->text + length, TAG_WISH) == 0;
}

/* The call as one can print it, whatever it was that was read from the tag. */
static const char *in_letters(struct call *call)
{
	for (char *c = call->text; *c != '\0'; c++) {
		if (*c < ' ' || *c > '~')
			*c = '?';
	}
	return call->text;
}

static void expect_call(unsigned door, unsigned turn, const char *name)
{
	struct call *call = &called[door][turn];

	EXPECT_DONE(call->has_tag, "a tag for %s was asked for at door %u, and there was none",
		    name, door + 1);
	EXPECT(!call->has_tag || is_tag_of(call, name),
	       "%s came in at door %u, and the crier called out: \"%s\"", name, door + 1,
	       in_letters(call));
}

static void open_congress(void)
{
	memset(called, 0, sizeof called);
	memset(others, 0, sizeof others);
	memset(none, 0, sizeof none);
	tags_open();
}

/* Two doors. */

static void one_comes(unsigned self)
{
	announce(&called[self][0], hermits[self]);
}

static void two_doors(void)
{
	outcome(is_tag_of(&called[0][0], hermits[0]) + is_tag_of(&called[1][0], hermits[1]));
	expect_call(0, 0, hermits[0]);
	expect_call(1, 0, hermits[1]);
}

/* Two come in at the first door, one after the other, and one at the second. */

static void two_come(unsigned self)
{
	announce(&called[self][0], hermits[2]);
	announce(&called[self][1], hermits[3]);
}

static void three_hermits(void)
{
	expect_call(0, 0, hermits[2]);
	expect_call(0, 1, hermits[3]);
	expect_call(1, 0, hermits[1]);
}

/* The crier at the first door has the tag, and is out of breath until many came in elsewhere. */

static void open_with_breath(void)
{
	open_congress();
	sem_init(&out_of_breath, 0, 0);
	sem_init(&breath_again, 0, 0);
}

static void tag_then_breath(unsigned self)
{
	const char *text = tag_write(hermits[0]);

	sem_post(&out_of_breath);
	sem_wait(&breath_again);
	call_out(&called[self][0], text);
}

static void others_come(unsigned self, unsigned others)
{
	sem_wait(&out_of_breath);
	for (unsigned i = 0; i < others; i++)
		tag_write(hermits[1 + i % (HERMITS - 1)]);
	announce(&called[self][0], hermits[1]);
	sem_post(&breath_again);
}

static void many_come(unsigned self)
{
	others_come(self, OTHERS);
}

static void crowd_comes(unsigned self)
{
	others_come(self, CROWD);
}

static void still_the_same(void)
{
	expect_call(0, 0, hermits[0]);
	expect_call(1, 0, hermits[1]);
}

/* The first evening: everybody comes at once. */

static void all_come(unsigned self)
{
	for (unsigned i = 0; i < TURNS; i++) {
		const char *name = hermits[(self + i) % HERMITS];

		announce(&called[self][0], name);
		none[self] += !called[self][0].has_tag;
		others[self] += called[self][0].has_tag && !is_tag_of(&called[self][0], name);
	}
}

static void first_evening(void)
{
	unsigned amiss = 0;
	unsigned untold = 0;

	for (unsigned door = 0; door < DOORS; door++) {
		amiss += others[door];
		untold += none[door];
	}
	outcome(amiss);
	EXPECT_DONE(untold == 0, "%u of %d hermits got no tag", untold, DOORS * TURNS);
	EXPECT(amiss == 0, "%u of %d hermits were called what they are not", amiss, DOORS * TURNS);
}

static const struct scenario scenarios[] = {
	{
		.name = "two doors",
		.what = "Two hermits come in, at a door each.",
		.setup = open_congress,
		.body = {one_comes, one_comes},
		.check = two_doors,
		.stress_runs = 2000,
		.tool_runs = 10,
		.outcome = "hermits who were called by their names",
		.points = 3,
	},
	{
		.name = "three hermits",
		.what = "Two hermits come in at one door, one after the other, and one at another.",
		.setup = open_congress,
		.body = {two_come, one_comes},
		.check = three_hermits,
		.stress_runs = 500,
		.points = 2,
	},
	{
		.name = "out of breath",
		.what = "A crier has the tag in his hand, and needs so long for a breath that "
			"six hundred hermits come in at the other door.",
		.setup = open_with_breath,
		.body = {tag_then_breath, many_come},
		.check = still_the_same,
		.stress_runs = 100,
		.points = 3,
	},
	{
		.name = "free soup",
		.what = "The same, and twenty thousand hermits come in at the other door.",
		.setup = open_with_breath,
		.body = {tag_then_breath, crowd_comes},
		.check = still_the_same,
		.stress_runs = 20,
		.points = 1,
		.native_only = true,
	},
	{
		.name = "the first evening",
		.what = "At each of four doors fifty hermits come in.",
		.setup = open_congress,
		.body = {all_come, all_come, all_come, all_come},
		.check = first_evening,
		.stress_runs = 100,
		.outcome = "hermits who were called what they are not",
		.points = 1,
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
	.title = "The name tags",
	.family = "Shared state",
	.difficulty = 1,
	.scenarios = scenarios,
	.declared = declared,
};
