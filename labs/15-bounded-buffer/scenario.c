/* SPDX-License-Identifier: MIT */
/* What runs against the bakery hatch, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <stdatomic.h>
#include <string.h>

#define BATCH	50 /* loaves of one baker, or for one seller, on a busy morning */
#define MORNING (2 * BATCH)

/* How many loaves a seller asked for so far, counted before the asking. */
static atomic_int asked;
/* How far the baker got ahead of that, at most.  The baker's own until the check. */
static int ahead;
/* What each body took out, in order.  A row is its thread's own until the check. */
static int sold[SCENARIO_THREADS][BATCH];

static void open_shop(void)
{
	asked = 0;
	ahead = 0;
	memset(sold, 0, sizeof(sold));
	hatch_open();
}

/* One baker, two sellers. */

static void bake_two(unsigned self)
{
	(void)self;
	hatch_put(1);
	hatch_put(2);
}

static void sell_one(unsigned self)
{
	sold[self][0] = hatch_take();
}

static void sold_one_and_two(void)
{
	int first = sold[1][0];
	int second = sold[2][0];

	outcome(10 * first + second);
	EXPECT((first == 1 && second == 2) || (first == 2 && second == 1),
	       "loaves 1 and 2 were baked, one seller got %d and the other %d", first, second);
}

/*
 * Room for one.  A loaf may be put down only when those before it are gone, and each of them was
 * asked for before it went: so the loaves put down are never more than one ahead of those asked
 * for.  Relaxed, and a fetch_add to read: the count must not bring an order of its own into the
 * program, and must be seen by valgrind for what it is.
 */
static void bake_three(unsigned self)
{
	(void)self;
	for (int loaf = 1; loaf <= 3; loaf++) {
		int lead;

		hatch_put(loaf);
		lead = loaf - atomic_fetch_add_explicit(&asked, 0, memory_order_relaxed);
		if (lead > ahead)
			ahead = lead;
	}
}

static void sell_three(unsigned self)
{
	for (int i = 0; i < 3; i++) {
		atomic_fetch_add_explicit(&asked, 1, memory_order_relaxed);
		sold[self][i] = hatch_take();
	}
}

static void never_two_at_once(void)
{
	outcome(ahead);
	EXPECT(ahead <= 1, "the hatch has room for one loaf, and held %d", ahead);
	for (int i = 0; i < 3; i++)
		EXPECT(sold[1][i] == i + 1, "loaf %d came out where loaf %d was due", sold[1][i],
		       i + 1);
}

/* A busy morning: bakers are T1 and T2, sellers T3 and T4. */

static void bake_batch(unsigned self)
{
	for (int i = 0; i < BATCH; i++)
		hatch_put((int)self * BATCH + i + 1);
}

static void sell_batch(unsigned self)
{
	for (int i = 0; i < BATCH; i++)
		sold[self][i] = hatch_take();
}

static void each_loaf_once(void)
{
	int times[MORNING + 1] = {0};
	long missing = 0;

	for (int i = 0; i < MORNING; i++) {
		int loaf = sold[2 + i / BATCH][i % BATCH];

		EXPECT(loaf >= 1 && loaf <= MORNING, "a seller got loaf %d: nobody baked it", loaf);
		if (loaf >= 1 && loaf <= MORNING)
			times[loaf]++;
	}
	for (int loaf = 1; loaf <= MORNING; loaf++) {
		missing += times[loaf] == 0;
		EXPECT(times[loaf] == 1, "loaf %d was sold %d times", loaf, times[loaf]);
	}
	outcome(missing);
}

static const struct scenario scenarios[] = {
	{
		.name = "one baker, two sellers",
		.what = "A baker puts two loaves into the hatch, two sellers take one each.",
		.setup = open_shop,
		.body = {bake_two, sell_one, sell_one},
		.check = sold_one_and_two,
		.stress_runs = 20000,
		.tool_runs = 10,
		.outcome = "numbers of the loaves that the two sellers got (12 and 21 are right)",
		.points = 5,
	},
	{
		.name = "room for one",
		.what = "A baker puts three loaves into the hatch, a seller takes three.",
		.setup = open_shop,
		.body = {bake_three, sell_three},
		.check = never_two_at_once,
		.stress_runs = 10000,
		.tool_runs = 5,
		.outcome = "most loaves in the hatch at once",
		.points = 2,
	},
	{
		.name = "a busy morning",
		.what = "Two bakers and two sellers move fifty loaves each.",
		.setup = open_shop,
		.body = {bake_batch, bake_batch, sell_batch, sell_batch},
		.check = each_loaf_once,
		.stress_runs = 500,
		.outcome = "loaves that nobody got",
		.points = 3,
		.native_only = true,
	},
	{0},
};

#define LATE_SIGNAL                                                                                \
	"To signal without the lock is allowed when the change itself was made under it."
#define SECOND_RUN                                                                                 \
	"The program runs many times in the same memory: DRD takes the next run's sem_init for a " \
	"second one of the same semaphore."

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_LOCK_MISUSE, .false_alarm = LATE_SIGNAL},
	{.by = "drd", .kind = FINDING_LOCK_MISUSE, .false_alarm = LATE_SIGNAL},
	{.by = "drd", .kind = FINDING_LOCK_MISUSE, .false_alarm = SECOND_RUN, .uses = "sem_init"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The bounded buffer",
	.family = "Waiting",
	.difficulty = 2,
	.no_polling = "whoever waits at the hatch sleeps until somebody calls",
	.scenarios = scenarios,
	.declared = declared,
};
