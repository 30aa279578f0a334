/* SPDX-License-Identifier: MIT */
/* What runs against the two chutes, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	BOX = 16 * 1024,
	SUITCASE = 1000,
	HOUSEHOLD = 96 * 1024,
	MANSION = 2 * 1024 * 1024,
};

/* How a family found its new flat. */
enum { AT_HOME, NOT_DONE, WRONG_THINGS, NO_ROOM };

static struct flat flats[2];

static void build_chutes(void)
{
	EXPECT(chutes_build(flats), "the chutes could not be built");
}

/* A family's things, box by box; no box is like the next, nor like the other family's. */
static void pack(char *things, size_t size, int family)
{
	for (size_t at = 0, box = 0; at < size; at += BOX, box++)
		memset(things + at, 'A' + (int)(box + 13 * (size_t)family) % 26,
		       size - at < BOX ? size - at : BOX);
}

static int swap_and_look(int family, char *mine, size_t give, char *theirs, char *wanted,
			 size_t take)
{
	pack(mine, give, family);
	pack(wanted, take, !family);
	memset(theirs, 0, take);
	if (!flat_swap(&flats[family], mine, give, theirs, take))
		return NOT_DONE;
	return memcmp(theirs, wanted, take) == 0 ? AT_HOME : WRONG_THINGS;
}

static int move_house(int family, size_t give, size_t take)
{
	char *mine = malloc(give), *theirs = malloc(take), *wanted = malloc(take);
	int found = NO_ROOM;

	if (mine != NULL && theirs != NULL && wanted != NULL)
		found = swap_and_look(family, mine, give, theirs, wanted, take);
	free(mine);
	free(theirs);
	free(wanted);
	return found;
}

static void expect_at_home(int family, int found)
{
	EXPECT(found != NO_ROOM, "there is not enough memory for family %d", family);
	EXPECT(found != NOT_DONE, "family %d's move was cut short", family);
	EXPECT(found != WRONG_THINGS, "family %d has not got what the other family gave", family);
}

/* Family 1 is a process of its own; family 0 stays in this one. */
static void swap_flats(size_t first, size_t second)
{
	int status = -1;
	pid_t family = fork();

	if (family == 0)
		_exit(move_house(1, second, first));
	expect_at_home(0, move_house(0, first, second));
	EXPECT(waitpid(family, &status, 0) == family, "family 1 cannot be waited for");
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) <= NO_ROOM,
	       "family 1 did not end as it should (status %#x)", (unsigned)status);
	if (WIFEXITED(status))
		expect_at_home(1, WEXITSTATUS(status));
}

static void two_households(unsigned self)
{
	(void)self;
	swap_flats(HOUSEHOLD, HOUSEHOLD);
}

static void suitcase_and_household(unsigned self)
{
	(void)self;
	swap_flats(SUITCASE, HOUSEHOLD);
}

static void household_and_suitcase(unsigned self)
{
	(void)self;
	swap_flats(HOUSEHOLD, SUITCASE);
}

static void two_mansions(unsigned self)
{
	(void)self;
	swap_flats(MANSION, MANSION);
}

static const struct scenario scenarios[] = {
	{
		.name = "two households",
		.what = "Two families swap flats with 96 KiB of things each.",
		.setup = build_chutes,
		.body = {two_households},
		.stress_runs = 60,
		.tool_runs = 2,
		.explore_runs = 10000,
		.processes = true,
		.points = 4,
	},
	{
		.name = "a suitcase and a household",
		.what = "A student with 1000 bytes swaps with a family that has 96 KiB.",
		.setup = build_chutes,
		.body = {suitcase_and_household},
		.stress_runs = 60,
		.explore_runs = 10000,
		.processes = true,
		.points = 2,
	},
	{
		.name = "a household and a suitcase",
		.what = "A family with 96 KiB swaps with a student who has 1000 bytes.",
		.setup = build_chutes,
		.body = {household_and_suitcase},
		.stress_runs = 60,
		.explore_runs = 10000,
		.processes = true,
		.points = 2,
	},
	{
		.name = "two mansions",
		.what = "Two families swap flats with 2 MiB of things each.",
		.setup = build_chutes,
		.body = {two_mansions},
		.stress_runs = 20,
		.processes = true,
		.points = 2,
		.native_only = true,
	},
	{0},
};

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{0},
};

const struct lab racelab_lab = {
	.title = "The two-way pipe",
	.family = "Processes",
	.difficulty = 3,
	.no_polling = "Who can neither give nor take sleeps until the other family has done something.",
	.scenarios = scenarios,
	.declared = declared,
};
