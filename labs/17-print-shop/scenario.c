/* SPDX-License-Identifier: MIT */
/* What runs against the print shop, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdatomic.h>

#define LINES	  10 /* of a sheet, and steps of an errand */
#define CUSTOMERS 3  /* on a Saturday */
#define ORDERS	  10 /* of each */

/* What the press did.  The printer's own, until the shop is shut. */
static int at_press; /* 0: nothing */
static int sheets;
static int sheet[SHOP_JOBS + 1]; /* the jobs, in the order of printing */
static int lines[LINES];

/* How many customers have left, and whether the shop was shut.  The latter is his who shut it. */
static atomic_int gone;
static bool shut;

/* The press stops in the middle of job 1 until somebody brings paper. */
static bool out_of_paper;
static sem_t begun, paper;

void press(int job)
{
	EXPECT(at_press == 0, "job %d is laid upon job %d, which is at the press", job, at_press);
	at_press = job;
	pthread_testcancel();
	sched_yield();
	if (out_of_paper && job == 1) {
		sem_post(&begun);
		sem_wait(&paper);
	}
	for (int i = 0; i < LINES; i++)
		lines[i] = job;
	if (sheets < SHOP_JOBS)
		sheet[sheets++] = job;
	at_press = 0;
}

/* Whoever shuts the shop looks at the sheets, puts the light out and sends the printer home. */
static void shut_and_look(int handed_in)
{
	int dry;

	shop_close();
	dry = sheets;
	outcome(dry);
	EXPECT(dry >= handed_in, "the shop is shut, and of %d jobs %d are dry", handed_in, dry);
	shop_go_home();
	shut = true;
}

static void expect_sheets(int handed_in)
{
	EXPECT(shut, "nobody shut the shop");
	EXPECT_DONE(sheets >= handed_in, "%d jobs were handed in, %d were ever printed", handed_in,
		    sheets);
	EXPECT(sheets <= handed_in, "%d jobs were handed in, %d were printed", handed_in, sheets);
}

/* A quiet evening: the owner has two jobs of her own. */

static void evening(unsigned self)
{
	(void)self;
	shop_open();
	shop_hand_in(1);
	shop_hand_in(2);
	shut_and_look(2);
}

static void one_then_two(void)
{
	expect_sheets(2);
	if (sheets == 2)
		EXPECT(sheet[0] == 1 && sheet[1] == 2,
		       "jobs 1 and 2 were handed in, %d and then %d were printed", sheet[0],
		       sheet[1]);
}

/* The last one shuts the door: two customers, and nobody knows who is quicker. */

/* The owner, T1, unlocks it; until then the others wait outside. */
static sem_t door;

static void lock_the_door(void)
{
	sem_init(&door, 0, 0);
}

static void come_in(unsigned self, unsigned customers)
{
	if (self != 0) {
		sem_wait(&door);
		return;
	}
	shop_open();
	for (unsigned others = customers - 1; others > 0; others--)
		sem_post(&door);
}

static void leave_last(int customers, int handed_in)
{
	if (atomic_fetch_add(&gone, 1) + 1 == customers)
		shut_and_look(handed_in);
}

static void hand_in_one(unsigned self)
{
	come_in(self, 2);
	shop_hand_in((int)self + 1);
	leave_last(2, 2);
}

static void both_printed(void)
{
	expect_sheets(2);
	EXPECT(sheets != 2 || sheet[0] != sheet[1], "job %d was printed twice", sheet[0]);
}

/* An errand: the customer has something else to do while the press is at work. */

static int walked[2 * LINES];

static void run_an_errand(unsigned self)
{
	(void)self;
	shop_open();
	shop_hand_in(1);
	for (int i = 0; i < 2 * LINES; i++)
		walked[i] = i;
	shut_and_look(1);
}

static void one_printed(void)
{
	expect_sheets(1);
}

/* Out of paper: the one who brings it has a job to hand in first. */

static void use_up_the_paper(void)
{
	out_of_paper = true;
	sem_init(&begun, 0, 0);
	sem_init(&paper, 0, 0);
}

static void bring_paper(unsigned self)
{
	(void)self;
	shop_open();
	shop_hand_in(1);
	sem_wait(&begun);
	shop_hand_in(2);
	sem_post(&paper);
	shut_and_look(2);
}

/* A Saturday. */

static void hand_in_many(unsigned self)
{
	come_in(self, CUSTOMERS);
	for (int i = 0; i < ORDERS; i++)
		shop_hand_in((int)self * ORDERS + i + 1);
	leave_last(CUSTOMERS, CUSTOMERS * ORDERS);
}

static void all_in_order(void)
{
	int last[CUSTOMERS] = {0};

	expect_sheets(CUSTOMERS * ORDERS);
	for (int i = 0; i < CUSTOMERS * ORDERS && i < sheets; i++) {
		int customer = (sheet[i] - 1) / ORDERS;

		EXPECT(sheet[i] > last[customer],
		       "job %d was printed after job %d of the same customer", sheet[i],
		       last[customer]);
		last[customer] = sheet[i];
	}
}

static const struct scenario scenarios[] = {
	{
		.name = "a quiet evening",
		.what = "The owner hands in two jobs, shuts the shop and looks at the sheets.",
		.body = {evening},
		.check = one_then_two,
		.stress_runs = 5000,
		.tool_runs = 10,
		.outcome = "sheets that are dry when the shop is shut (2 is right)",
		.points = 3,
	},
	{
		.name = "the last one shuts the door",
		.what = "Two customers hand in a job each; who leaves last shuts the shop.",
		.setup = lock_the_door,
		.body = {hand_in_one, hand_in_one},
		.check = both_printed,
		.stress_runs = 3000,
		.outcome = "sheets that are dry when the shop is shut (2 is right)",
		.points = 2,
	},
	{
		.name = "an errand",
		.what = "The customer does something else while the job is printed.",
		.body = {run_an_errand},
		.check = one_printed,
		.stress_runs = 1000,
		.points = 1,
		.overlap = 1.25,
	},
	{
		.name = "out of paper",
		.what = "While the press waits for paper, the one who brings it hands in a job.",
		.setup = use_up_the_paper,
		.body = {bring_paper},
		.check = one_then_two,
		.stress_runs = 1000,
		.outcome = "sheets that are dry when the shop is shut (2 is right)",
		.points = 2,
	},
	{
		.name = "a Saturday",
		.what = "Three customers hand in ten jobs each; who leaves last shuts the shop.",
		.setup = lock_the_door,
		.body = {hand_in_many, hand_in_many, hand_in_many},
		.check = all_in_order,
		.stress_runs = 200,
		.outcome = "sheets that are dry when the shop is shut (30 is right)",
		.points = 2,
		.native_only = true,
	},
	{0},
};

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "tsan", .kind = FINDING_DATA_RACE, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DATA_RACE, .starter = SOMETIMES},
	{0},
};

const struct lab racelab_lab = {
	.title = "The print shop",
	.family = "Waiting",
	.difficulty = 2,
	.no_polling = "the printer sleeps until there is a job, and whoever shuts the shop until "
		      "the last "
		      "one is dry",
	.scenarios = scenarios,
	.declared = declared,
};
