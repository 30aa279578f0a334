/* SPDX-License-Identifier: MIT */
/* What runs against the speaking tubes, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <pthread.h>
#include <unistd.h>

#define WORDS	"Dear sir, "
#define LETTERS 10

enum { DEAF = 100 }; /* a clerk's exit status; any other is the letters that it wrote down */

/* A descriptor above the lowest free one: the same again if what was opened since is closed. */
static int free_descriptor(void)
{
	int ends[2];

	if (pipe(ends) != 0)
		return -1;
	close(ends[0]);
	close(ends[1]);
	return ends[1];
}

static int free_at_first;

static void look_at_desk(void)
{
	free_at_first = free_descriptor();
}

static void expect_tidy_desk(void)
{
	int now = free_descriptor();

	EXPECT(now == free_at_first,
	       "the clerks are gone, and descriptors of their tubes are still open in the director's "
	       "process (the next pipe ends at %d, not at %d)",
	       now, free_at_first);
}

/* What a clerk does, in its own process. */
static void count_letters(int ear)
{
	char page[64];
	int letters = 0;
	ssize_t heard;

	while ((heard = read(ear, page, sizeof page)) > 0)
		letters += (int)heard;
	_exit(heard == 0 ? letters : DEAF);
}

static void hire(struct clerk *clerk)
{
	EXPECT(clerk_hire(clerk, count_letters), "no clerk was hired");
}

static void dictate(const struct clerk *clerk)
{
	EXPECT(clerk_dictate(clerk, WORDS), "a clerk could not be spoken to");
}

static void dismiss(struct clerk *clerk, int letters)
{
	int written = clerk_dismiss(clerk);

	EXPECT(written == letters, "%d letters were dictated, the clerk tells %d", letters, written);
}

static void one_clerk(unsigned self)
{
	struct clerk clerk;

	(void)self;
	hire(&clerk);
	dictate(&clerk);
	dismiss(&clerk, LETTERS);
}

static void two_clerks(unsigned self)
{
	struct clerk first, second;

	(void)self;
	hire(&first);
	hire(&second);
	dictate(&first);
	dismiss(&first, LETTERS);
	dictate(&second);
	dismiss(&second, LETTERS);
}

/* The third comes when the first has gone and the second is still there. */
static void come_and_go(unsigned self)
{
	struct clerk first, second, third;

	(void)self;
	hire(&first);
	hire(&second);
	dismiss(&first, 0);
	hire(&third);
	dictate(&second);
	dismiss(&second, LETTERS);
	dictate(&third);
	dictate(&third);
	dismiss(&third, 2 * LETTERS);
}

static void *partner(void *nothing)
{
	one_clerk(1);
	return nothing;
}

/* The director's clerks are still at work when the partner wants to see the end of the other. */
static void two_directors(unsigned self)
{
	struct clerk first, second;
	pthread_t thread;

	(void)self;
	pthread_create(&thread, NULL, partner, NULL);
	hire(&first);
	hire(&second);
	pthread_join(thread, NULL);
	dictate(&first);
	dismiss(&first, LETTERS);
	dismiss(&second, 0);
}

static const struct scenario scenarios[] = {
	{
		.name = "one clerk",
		.what = "A clerk is hired, takes down a few words and is dismissed.",
		.setup = look_at_desk,
		.body = {one_clerk},
		.check = expect_tidy_desk,
		.stress_runs = 100,
		.tool_runs = 2,
		.processes = true,
		.points = 2,
	},
	{
		.name = "two clerks",
		.what = "Of two clerks, the first is dismissed while the second is at work.",
		.setup = look_at_desk,
		.body = {two_clerks},
		.check = expect_tidy_desk,
		.stress_runs = 100,
		.processes = true,
		.points = 3,
	},
	{
		.name = "coming and going",
		.what = "A third clerk is hired when the first has gone and the second is at work.",
		.setup = look_at_desk,
		.body = {come_and_go},
		.check = expect_tidy_desk,
		.stress_runs = 100,
		.processes = true,
		.points = 2,
	},
	{
		.name = "two directors",
		.what = "Two threads hire clerks; one dismisses its own while those of the other are at work.",
		.setup = look_at_desk,
		.body = {two_directors},
		.check = expect_tidy_desk,
		.stress_runs = 400,
		.tool_runs = 2,
		.processes = true,
		.points = 3,
		.native_only = true,
	},
	{0},
};

#define OWN_COPY                                                                                   \
	"A clerk may end with its own copy of a lock: in its process there is nobody left to want it."

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_LOCK_MISUSE, .false_alarm = OWN_COPY},
	{0},
};

const struct lab racelab_lab = {
	.title = "The leaky pipe",
	.family = "Processes",
	.difficulty = 3,
	.scenarios = scenarios,
	.declared = declared,
};
