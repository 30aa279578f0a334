/* SPDX-License-Identifier: MIT */
/* What runs against the mailbox, and what must hold. */
#include "lab.h"
#include "scenario.h"

#define WALKS 200 /* how often each of the two goes to the box in a busy month */

/* What the postman noted; written by his thread and by setup. */
static unsigned accepted;
static long sent[WALKS + 1]; /* the numbers of the letters that went into the box */

/* What the owner found; written by his thread and by check. */
static unsigned received;
static struct letter found[WALKS + 2];

/* Letter n says 10n + 1 on its first page and 10n + 2 on its second. */
static bool deliver(long number)
{
	struct letter letter = {.page1 = 10 * number + 1, .page2 = 10 * number + 2};

	if (!mailbox_deliver(&letter))
		return false;
	sent[accepted++] = number;
	return true;
}

static bool collect(void)
{
	if (!mailbox_collect(&found[received]))
		return false;
	received++;
	return true;
}

/* Each letter that was sent was received once, in order, with both of its pages. */
static void read_the_mail(void)
{
	collect();
	EXPECT(!collect(), "a letter was in the box after the last one had been taken out");
	EXPECT(received == accepted, "%u letters were sent, %u were received", accepted, received);
	for (unsigned i = 0; i < received && i < accepted; i++) {
		EXPECT(found[i].page1 == 10 * sent[i] + 1 && found[i].page2 == 10 * sent[i] + 2,
		       "letter %ld was sent; page 1 is from letter %ld, page 2 from letter %ld",
		       sent[i], found[i].page1 / 10, found[i].page2 / 10);
	}
}

static void empty_box(void)
{
	mailbox_put_up();
}

static void bring_one(unsigned self)
{
	(void)self;
	deliver(1);
}

static void look_once(unsigned self)
{
	(void)self;
	collect();
}

static void one_letter(void)
{
	outcome(received);
	EXPECT(accepted == 1, "the box was empty, and the letter did not go in");
	read_the_mail();
}

static void box_with_a_letter(void)
{
	mailbox_put_up();
	deliver(1);
}

static void bring_two_more(unsigned self)
{
	(void)self;
	deliver(2);
	deliver(3);
}

static void old_and_new(void)
{
	outcome((long)accepted - 1);
	EXPECT(received == 1, "a letter was in the box, and the owner took out %u", received);
	EXPECT(accepted <= 2, "%u letters went into the box, one was taken out", accepted);
	read_the_mail();
}

static void walk_and_bring(unsigned self)
{
	(void)self;
	for (long number = 1; number <= WALKS; number++)
		deliver(number);
}

static void walk_and_look(unsigned self)
{
	(void)self;
	for (int i = 0; i < WALKS; i++)
		collect();
}

static const struct scenario scenarios[] = {
	{
		.name = "the first letter",
		.what = "The postman brings a letter; the owner looks into the box once.",
		.setup = empty_box,
		.body = {bring_one, look_once},
		.check = one_letter,
		.stress_runs = 300000,
		.tool_runs = 10,
		.outcome = "letters fetched in time",
		.points = 4,
	},
	{
		.name = "yesterday's letter",
		.what = "A letter is in the box; the owner looks once, the postman tries two more.",
		.setup = box_with_a_letter,
		.body = {look_once, bring_two_more},
		.stress_runs = 100000,
		.check = old_and_new,
		.tool_runs = 5,
		.outcome = "new letters accepted",
		.points = 4,
	},
	{
		.name = "a busy month",
		.what = "The postman tries two hundred letters; the owner looks two hundred times.",
		.setup = empty_box,
		.body = {walk_and_bring, walk_and_look},
		.check = read_the_mail,
		.stress_runs = 5000,
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."
#define FENCES "ThreadSanitizer does not model fences, so it misses the order that they make."
#define FENCE_SYMBOL "__tsan_atomic_thread_fence"
#define TRYWAIT "Helgrind does not know sem_trywait, so it misses the order that a post makes."

/* Nothing from stress: built at -O0, on x86-64, every letter arrives whole. */
static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "drd", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .false_alarm = FENCES, .uses = FENCE_SYMBOL},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = TRYWAIT, .uses = "sem_trywait"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The mailbox",
	.family = "Shared state",
	.difficulty = 2,
	.scenarios = scenarios,
	.declared = declared,
};
