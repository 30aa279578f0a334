/* SPDX-License-Identifier: MIT */
/* What runs against the Sommers' flat, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <string.h>

#define ROSES 8 /* that are looked at on the way, or letters read */

/* How many hands each thing is in.  Belongs to whoever has the thing. */
static unsigned hands[2];
/* How often each has been out.  A count is its thread's own until the check. */
static unsigned walks[2], errands[2];
/* What each still has to look at.  Likewise. */
static volatile unsigned ahead[2];

static void open_flat(void)
{
	memset(hands, 0, sizeof(hands));
	memset(walks, 0, sizeof(walks));
	memset(errands, 0, sizeof(errands));
	flat_open();
}

static const char *name(unsigned who)
{
	return who == HE ? "he" : "she";
}

static void take(unsigned who, unsigned thing)
{
	hands[thing]++;
	EXPECT(hands[thing] == 1, "%s is out with the %s, which somebody else has in hand",
	       name(who), thing == UMBRELLA ? "umbrella" : "key");
}

static void put_back(unsigned thing)
{
	hands[thing]--;
}

/* They are called through flat_walk() and flat_errand(). */

static void walk(unsigned who)
{
	take(who, UMBRELLA);
	take(who, KEY);
	walks[who]++;
	put_back(KEY);
	put_back(UMBRELLA);
}

static void fetch_letters(unsigned who)
{
	take(who, KEY);
	errands[who]++;
	put_back(KEY);
}

static void read_letters(unsigned who)
{
	for (ahead[who] = ROSES; ahead[who] > 0; ahead[who]--)
		;
	fetch_letters(who);
}

static void look_at_roses(unsigned who)
{
	take(who, UMBRELLA);
	for (ahead[who] = ROSES; ahead[who] > 0; ahead[who]--)
		;
	errands[who]++;
	put_back(UMBRELLA);
}

static void expect_out(unsigned who, unsigned walks_due, unsigned errands_due)
{
	EXPECT_DONE(walks[who] == walks_due, "walks that %s wanted to take: %u, taken: %u",
		    name(who), walks_due, walks[who]);
	EXPECT_DONE(errands[who] == errands_due, "errands that %s had to do: %u, done: %u",
		    name(who), errands_due, errands[who]);
}

static void report(void)
{
	outcome(walks[HE] + walks[SHE] + errands[HE] + errands[SHE]);
}

/* Bodies: T1 is he, T2 is she. */

static void go_for_a_walk(unsigned self)
{
	flat_walk(self, walk);
}

static void both_walked(void)
{
	report();
	expect_out(HE, 1, 0);
	expect_out(SHE, 1, 0);
}

static void go_to_letter_box(unsigned self)
{
	flat_errand(self, KEY, fetch_letters);
}

static void walked_and_fetched(void)
{
	report();
	expect_out(HE, 1, 0);
	expect_out(SHE, 0, 1);
}

static void stay_at_roses(unsigned self)
{
	flat_errand(self, UMBRELLA, look_at_roses);
}

static void stay_at_letter_box(unsigned self)
{
	flat_errand(self, KEY, read_letters);
}

static void both_did_errands(void)
{
	report();
	expect_out(HE, 0, 1);
	expect_out(SHE, 0, 1);
}

/*
 * Two who never come to an end cost a second natively, each time.  So the first scenario is for
 * explore, to whom it costs nothing, and runs natively as seldom as can be.
 */
static const struct scenario scenarios[] = {
	{
		.name = "both want to walk",
		.what = "He wants to go for a walk, and so does she.",
		.setup = open_flat,
		.body = {go_for_a_walk, go_for_a_walk},
		.check = both_walked,
		.stress_runs = 1,
		.outcome = "times that somebody has been out",
		.points = 4,
	},
	{
		.name = "a walk and the letters",
		.what = "He wants to go for a walk while she fetches the letters.",
		.setup = open_flat,
		.body = {go_for_a_walk, go_to_letter_box},
		.check = walked_and_fetched,
		.stress_runs = 50000,
		.tool_runs = 10,
		.outcome = "times that somebody has been out",
		.points = 3,
	},
	{
		.name = "roses and letters",
		.what = "He is in the garden with the umbrella, she fetches letters with the key.",
		.setup = open_flat,
		.body = {stay_at_roses, stay_at_letter_box},
		.check = both_did_errands,
		.stress_runs = 5000,
		.outcome = "times that somebody has been out",
		.points = 3,
		.overlap = 1.5,
	},
	{0},
};

#define HARMLESS                                                                                   \
	"The tool sees that the order differs, and not what makes that harmless: a gate held "     \
	"around it, or a trylock that does not wait."
#define SECOND_RUN                                                                                 \
	"The program runs many times in the same memory: DRD takes the next run's "                \
	"initialisation for a second one of the same object."
#define LATE_SIGNAL                                                                                \
	"To signal without the lock is allowed when the change itself was made under it."
#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_LIVELOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_BUSY_WAIT, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_LIVELOCK, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_LOCK_ORDER, .false_alarm = HARMLESS, .if_proved = true},
	{.by = "helgrind", .kind = FINDING_LOCK_ORDER, .false_alarm = HARMLESS, .if_proved = true},
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
	.title = "The polite couple",
	.family = "Deadlock",
	.difficulty = 3,
	.no_polling = "whoever waits for the umbrella or the key sleeps until it is put back",
	.scenarios = scenarios,
	.declared = declared,
};
