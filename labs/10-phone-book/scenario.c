/* SPDX-License-Identifier: MIT */
/* What runs against the phone book, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <string.h>

#define VILLAGE 30 /* names that each body brings when the line to the village is opened */

/* What a body was told.  Its thread's own until the check. */
static unsigned told[SCENARIO_THREADS];
/* How often a body asked for a name that was in the book, and was told nothing.  Likewise. */
static unsigned unheard[SCENARIO_THREADS];

/* Every name has the number that it should have. */
static unsigned number_of(unsigned name)
{
	return 1000 + name;
}

static void add(unsigned name)
{
	book_add(name, number_of(name));
}

static void open_with(unsigned names)
{
	memset(told, 0, sizeof(told));
	memset(unheard, 0, sizeof(unheard));
	book_open();
	for (unsigned name = 1; name <= names; name++)
		add(name);
}

static void expect_number(unsigned name, unsigned said)
{
	EXPECT_DONE(said != 0, "name %u is in the book, and was not found", name);
	EXPECT(said == 0 || said == number_of(name), "name %u has the number %u, and %u was told",
	       name, number_of(name), said);
}

static void expect_names(unsigned names)
{
	unsigned found = 0;

	for (unsigned name = 1; name <= names; name++) {
		unsigned said = book_find(name);

		found += said == number_of(name);
		expect_number(name, said);
	}
	outcome(found);
	EXPECT(book_find(names + 1) == 0, "name %u is not in the book, and has a number: %u",
	       names + 1, book_find(names + 1));
	EXPECT_DONE(book_drawers() >= names, "%u cards are in the book, in only %u drawers", names,
		    book_drawers());
}

/* One card in each drawer; T1 brings another one, T2 asks for one that is there. */

static void full(void)
{
	open_with(3);
}

static void add_six(unsigned self)
{
	(void)self;
	add(6);
}

static void ask_for_two(unsigned self)
{
	told[self] = book_find(2);
}

static void two_was_told(void)
{
	expect_number(2, told[1]);
	for (unsigned name = 1; name <= 3; name++)
		expect_number(name, book_find(name));
	expect_number(6, book_find(6));
	EXPECT_DONE(book_drawers() >= 4, "4 cards are in the book, in only %u drawers",
		    book_drawers());
	outcome(told[1]);
}

/* Two drawers have room; both bring two, and one clerk gets a card from each of them. */

static void full_but_four(void)
{
	open_with(4);
}

static void add_five_and_seven(unsigned self)
{
	(void)self;
	add(5);
	add(7);
}

static void add_six_and_eight(unsigned self)
{
	(void)self;
	add(6);
	add(8);
}

static void eight_are_there(void)
{
	expect_names(8);
}

/* Two subscribers of different clerks; there is room enough. */

static void add_three_and_ask(unsigned self)
{
	add(6);
	told[self] = book_find(3);
}

static void add_five_and_ask(unsigned self)
{
	add(5);
	told[self] = book_find(2);
}

static void both_were_told(void)
{
	expect_number(3, told[0]);
	expect_number(2, told[1]);
	expect_names(6);
}

/* The line to the village: everybody adds, and asks for what was added before. */

static void empty(void)
{
	open_with(0);
}

/* Each body has the names that are 1, 2 or 3 more than a multiple of 3, but takes them in turn. */
static void connect(unsigned self)
{
	for (unsigned i = 0; i < VILLAGE; i++) {
		unsigned name = 3 * i + 1 + (self + i) % 3;

		add(name);
		unheard[self] += book_find(name) != number_of(name);
	}
}

static void village_is_connected(void)
{
	unsigned total = 0;

	for (unsigned self = 0; self < 3; self++)
		total += unheard[self];
	EXPECT(total == 0, "%u times a name that had been added got no number, or another's",
	       total);
	expect_names(3 * VILLAGE);
}

static const struct scenario scenarios[] = {
	{
		.name = "a full cabinet",
		.what = "All drawers are full; one subscriber is added, another one asked for.",
		.setup = full,
		.body = {add_six, ask_for_two},
		.check = two_was_told,
		.stress_runs = 50000,
		.tool_runs = 5,
		.outcome = "number that was told",
		.points = 3,
	},
	{
		.name = "two at a full cabinet",
		.what = "Two bring two subscribers each, and there is room for two only.",
		.setup = full_but_four,
		.body = {add_five_and_seven, add_six_and_eight},
		.check = eight_are_there,
		.stress_runs = 50000,
		.tool_runs = 5,
		.outcome = "names found in the end",
		.points = 3,
	},
	{
		.name = "a quiet afternoon",
		.what = "Two come to different clerks, and there is room enough.",
		.setup = full_but_four,
		.body = {add_three_and_ask, add_five_and_ask},
		.check = both_were_told,
		.stress_runs = 2000,
		.outcome = "names found in the end",
		.points = 2,
		.overlap = 1.5,
	},
	{
		.name = "the village",
		.what = "Three bring thirty subscribers each, and ask for every one of them.",
		.setup = empty,
		.body = {connect, connect, connect},
		.check = village_is_connected,
		.stress_runs = 500,
		.outcome = "names found in the end",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define READER                                                                                     \
	"To Helgrind, who has a read-write lock for reading only reads; what he writes under "     \
	"another lock, it takes for unordered."
#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

/* Who works in a cabinet that was thrown away may meet anything: what he meets natively is chance.
 */
static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_USE_AFTER_FREE, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DROPPED_WORK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_CRASH, .starter = SOMETIMES},
	{.by = "explore", .kind = FINDING_DOUBLE_FREE, .starter = SOMETIMES},
	{.by = "explore", .kind = FINDING_LEAK, .starter = SOMETIMES},
	{.by = "explore", .kind = FINDING_LIVELOCK, .starter = SOMETIMES},
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "explore", .kind = FINDING_INVALID_ACCESS, .starter = SOMETIMES},
	{.by = "stress", .kind = FINDING_DROPPED_WORK, .starter = SOMETIMES},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "stress", .kind = FINDING_CRASH, .starter = SOMETIMES},
	{.by = "stress", .kind = FINDING_DOUBLE_FREE, .starter = SOMETIMES},
	{.by = "stress", .kind = FINDING_LIVELOCK, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "drd", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DROPPED_WORK, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_CRASH, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_DOUBLE_FREE, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_USE_AFTER_FREE, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_LIVELOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DROPPED_WORK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_CRASH, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DOUBLE_FREE, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_LIVELOCK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DROPPED_WORK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_CRASH, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DOUBLE_FREE, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_LIVELOCK, .starter = SOMETIMES},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = ATOMICS,
	 .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "helgrind",
	 .kind = FINDING_DATA_RACE,
	 .false_alarm = READER,
	 .uses = "pthread_rwlock_rdlock",
	 .if_proved = true},
	{0},
};

const struct lab racelab_lab = {
	.title = "The phone book",
	.family = "Shared state",
	.difficulty = 3,
	.scenarios = scenarios,
	.declared = declared,
};
