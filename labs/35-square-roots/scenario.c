/* SPDX-License-Identifier: MIT */
/* What runs against the reckoning office's sheet, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <sys/wait.h>
#include <unistd.h>

int root(int n)
{
	int r = 0;

	while ((r + 1) * (r + 1) <= n)
		r++;
	return r;
}

static void open_sheet(void)
{
	sheet_open();
}

static pid_t hire(int reckoner, int first, int end)
{
	pid_t process = fork();

	if (process != 0)
		return process;
	sheet_add(reckoner, first, end);
	_exit(0);
}

/* Each reckoner does as many numbers, one part of the column after the other. */
static void reckon(int reckoners, int each)
{
	pid_t process[RECKONERS];
	int status;
	long wanted = 0;

	for (int i = 0; i < reckoners; i++)
		process[i] = hire(i, 1 + i * each, 1 + (i + 1) * each);
	for (int i = 0; i < reckoners; i++) {
		status = -1;
		EXPECT(waitpid(process[i], &status, 0) == process[i], "a reckoner is lost");
		EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0,
		       "a reckoner did not end as it should (status %#x)", (unsigned)status);
	}
	for (int n = 1; n <= reckoners * each; n++)
		wanted += root(n);
	EXPECT(sheet_sum() == wanted, "the sheet says %ld, and the roots of 1 to %d make %ld",
	       sheet_sum(), reckoners * each, wanted);
	outcome(sheet_sum());
}

static void two_reckoners(unsigned self)
{
	(void)self;
	reckon(2, 1);
}

static void two_numbers_each(unsigned self)
{
	(void)self;
	reckon(2, 2);
}

static void all_of_them(unsigned self)
{
	(void)self;
	reckon(RECKONERS, 50);
}

static const struct scenario scenarios[] = {
	{
		.name = "two reckoners",
		.what = "Two processes add a root each.",
		.setup = open_sheet,
		.body = {two_reckoners},
		.stress_runs = 600,
		.tool_runs = 2,
		.processes = true,
		.outcome = "sum",
		.points = 4,
	},
	{
		.name = "two numbers each",
		.what = "Two processes add two roots each.",
		.setup = open_sheet,
		.body = {two_numbers_each},
		.stress_runs = 300,
		.processes = true,
		.outcome = "sum",
		.points = 3,
	},
	{
		.name = "all of them",
		.what = "Four processes add fifty roots each.",
		.setup = open_sheet,
		.body = {all_of_them},
		.stress_runs = 150,
		.processes = true,
		.outcome = "sum",
		.points = 3,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_ASSERTION, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "Square roots",
	.family = "Processes",
	.difficulty = 2,
	.scenarios = scenarios,
	.declared = declared,
};
