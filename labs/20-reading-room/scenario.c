/* SPDX-License-Identifier: MIT */
/* What runs against the reading room, and what must hold. */
#include "lab.h"
#include "scenario.h"

#define OLD_WORDS 10 /* in the index before the day begins */
#define DAY	  24 /* words that everybody looks up on a long day */
#define READERS	  4

/* What each reader noted.  A row is its thread's own until the check. */
static int noted[READERS][DAY];

/* Old words are 101, 102 and so on, and have their cards in this order. */
static void open_with(int old_words)
{
	int old[OLD_WORDS];

	for (int i = 0; i < old_words; i++)
		old[i] = 101 + i;
	room_open(old, old_words);
}

/* Every card that was noted is that of its word, and there is no other. */
static void expect_card(int word, int number)
{
	EXPECT_DONE(number > 0, "word %d was looked up, and has no card", word);
	EXPECT(number <= 0 || room_find(word) == number,
	       "a reader noted card %d for word %d, which has card %d", number, word,
	       room_find(word));
}

static void expect_cards(int due)
{
	int cards = room_cards();

	outcome(cards);
	EXPECT(cards == due, "there are %d words, and %d cards", due, cards);
}

/* A new word: nobody has looked it up before, and now two do. */

static void nearly_empty(void)
{
	open_with(1);
}

static void same_word(unsigned self)
{
	noted[self][0] = room_find(7);
}

static void one_new_card(void)
{
	expect_card(7, noted[0][0]);
	expect_card(7, noted[1][0]);
	expect_cards(2);
}

/* Two new words, and the old one. */

static void own_word_and_old(unsigned self)
{
	noted[self][0] = room_find(7 + (int)self);
	noted[self][1] = room_find(101);
}

static void two_new_cards(void)
{
	for (int reader = 0; reader < 2; reader++) {
		expect_card(7 + reader, noted[reader][0]);
		EXPECT(noted[reader][1] == 1,
		       "a reader noted card %d for word 101, which has card 1", noted[reader][1]);
	}
	expect_cards(3);
}

/* Old words only: nobody has anything to write. */

static void well_filled(void)
{
	open_with(OLD_WORDS);
}

static void old_word(unsigned self)
{
	noted[self][0] = room_find(100 + OLD_WORDS - (int)self);
}

static void no_new_card(void)
{
	for (int reader = 0; reader < 2; reader++)
		EXPECT(noted[reader][0] == OLD_WORDS - reader,
		       "a reader noted card %d for word %d, which has card %d", noted[reader][0],
		       100 + OLD_WORDS - reader, OLD_WORDS - reader);
	expect_cards(OLD_WORDS);
}

/* A long day: everybody looks up the same words, each in an order of his own. */

static void empty(void)
{
	open_with(0);
}

static void all_words(unsigned self)
{
	for (int i = 0; i < DAY; i++) {
		int word = 1 + (i + (int)self * DAY / READERS / 2) % DAY;

		noted[self][word - 1] = room_find(word);
	}
}

static void a_card_each(void)
{
	for (int reader = 0; reader < READERS; reader++)
		for (int word = 1; word <= DAY; word++)
			expect_card(word, noted[reader][word - 1]);
	expect_cards(DAY);
}

static const struct scenario scenarios[] = {
	{
		.name = "a new word",
		.what = "Two readers look up the same word, which is not in the index yet.",
		.setup = nearly_empty,
		.body = {same_word, same_word},
		.check = one_new_card,
		.stress_runs = 10000,
		.tool_runs = 10,
		.outcome = "cards (2 is right)",
		.points = 4,
	},
	{
		.name = "two new words",
		.what = "Two readers look up a new word each, and then an old one.",
		.setup = nearly_empty,
		.body = {own_word_and_old, own_word_and_old},
		.check = two_new_cards,
		.stress_runs = 3000,
		.outcome = "cards (3 is right)",
		.points = 2,
	},
	{
		.name = "old words",
		.what = "Two readers look up words that are in the index.",
		.setup = well_filled,
		.body = {old_word, old_word},
		.check = no_new_card,
		.stress_runs = 2000,
		.tool_runs = 5,
		.outcome = "cards (10 is right)",
		.points = 2,
		.overlap = 1.3,
	},
	{
		.name = "a long day",
		.what = "Four readers look up the same twenty-four words.",
		.setup = empty,
		.body = {all_words, all_words, all_words, all_words},
		.check = a_card_each,
		.stress_runs = 300,
		.outcome = "cards (24 is right)",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

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
	{0},
};

const struct lab racelab_lab = {
	.title = "The reading room",
	.family = "Waiting",
	.difficulty = 3,
	.no_polling = "whoever waits until he is alone in the room sleeps until he is",
	.scenarios = scenarios,
	.declared = declared,
};
