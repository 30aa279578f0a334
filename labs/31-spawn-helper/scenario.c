/* SPDX-License-Identifier: MIT */
/* What runs against the watchman's journal, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <sys/wait.h>
#include <unistd.h>

/* Every line has as many letters, so that a journal in order can be told at a glance. */
#define LINE	"all is quiet"
#define LETTERS 12

enum { IN_ORDER, HALF_WRITTEN, NOT_WRITTEN };

static void open_journal(void)
{
	journal_open();
}

/* Readers must not be in a helper's way either. */
static void read_often(unsigned self)
{
	(void)self;
	for (int i = 0; i < 20; i++)
		EXPECT(journal_lines() <= 40, "more lines than anybody wrote");
}

/* In the helper: looks whether its copy is in order, and writes a line into it. */
static void report(void)
{
	int lines = journal_lines();

	if (journal_letters() != LETTERS * lines)
		_exit(HALF_WRITTEN);
	journal_write(LINE);
	if (journal_lines() != lines + 1 || journal_letters() != LETTERS * (lines + 1))
		_exit(NOT_WRITTEN);
	_exit(IN_ORDER);
}

static void write_one(unsigned self)
{
	(void)self;
	journal_write(LINE);
}

static void write_often(unsigned self)
{
	(void)self;
	for (int i = 0; i < 20; i++)
		journal_write(LINE);
}

static void send_helper(unsigned self)
{
	int status = -1;
	pid_t helper = helper_send(report);

	(void)self;
	EXPECT(helper > 0, "no helper was sent");
	EXPECT(waitpid(helper, &status, 0) == helper, "the helper cannot be waited for");
	EXPECT(!WIFEXITED(status) || WEXITSTATUS(status) != HALF_WRITTEN,
	       "the helper's copy of the journal holds half a line");
	EXPECT(!WIFEXITED(status) || WEXITSTATUS(status) != NOT_WRITTEN,
	       "the helper's line is not in its copy of the journal");
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) <= NOT_WRITTEN,
	       "the helper did not come back as it should (status %#x)", (unsigned)status);
}

static void send_two(unsigned self)
{
	for (int i = 0; i < 2; i++)
		send_helper(self);
}

static void send_three(unsigned self)
{
	for (int i = 0; i < 3; i++)
		send_helper(self);
}

static void expect_lines(int lines)
{
	EXPECT(journal_lines() == lines, "%d lines were written, the journal has %d", lines,
	       journal_lines());
	EXPECT(journal_letters() == LETTERS * lines, "%d lines of %d letters make %d, not %d", lines,
	       LETTERS, LETTERS * lines, journal_letters());
}

static void one_line(void)
{
	expect_lines(1);
}

static void forty_lines(void)
{
	expect_lines(40);
}

static const struct scenario scenarios[] = {
	{
		.name = "one helper",
		.what = "A thread writes a line while another sends a helper.",
		.setup = open_journal,
		.body = {write_one, send_helper},
		.check = one_line,
		.stress_runs = 1000,
		.tool_runs = 2,
		.processes = true,
		.points = 5,
	},
	{
		.name = "two helpers",
		.what = "A thread writes a line while another sends two helpers, one after the other.",
		.setup = open_journal,
		.body = {write_one, send_two},
		.check = one_line,
		.stress_runs = 300,
		.processes = true,
		.points = 2,
	},
	{
		.name = "a long night",
		.what = "Two threads write, one reads, and a fourth sends three helpers.",
		.setup = open_journal,
		.body = {write_often, send_three, write_often, read_often},
		.check = forty_lines,
		.stress_runs = 200,
		.processes = true,
		.points = 3,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "tsan", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "drd", .kind = FINDING_DEADLOCK, .starter = SOMETIMES},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The helper",
	.family = "Processes",
	.difficulty = 3,
	.scenarios = scenarios,
	.declared = declared,
};
