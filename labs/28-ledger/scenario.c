/* SPDX-License-Identifier: MIT */
/* What runs against the ledger, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <sys/wait.h>
#include <unistd.h>

enum { CLERK_MOVES = 10, OWNER_MOVES = 3 };

static void open_ledger(void)
{
	ledger_open();
}

/* A clerk posts once and may be gone at any moment. */
static pid_t frail_clerk(void)
{
	pid_t clerk = fork();

	if (clerk != 0)
		return clerk;
	mortal();
	ledger_post(0, 1, CLERK_MOVES);
	immortal();
	_exit(0);
}

/* A clerk who lives, and says by its exit status how many postings were refused. */
static pid_t sturdy_clerk(int postings)
{
	int refused = 0;
	pid_t clerk = fork();

	if (clerk != 0)
		return clerk;
	for (int i = 0; i < postings; i++)
		refused += !ledger_post(0, 1, 1);
	_exit(refused);
}

static void expect_whole(void)
{
	int total = -1;

	EXPECT(ledger_total(&total), "the ledger does not tell its total any more");
	EXPECT(total == ACCOUNTS * AT_FIRST, "the accounts hold %d together, not %d", total,
	       ACCOUNTS * AT_FIRST);
}

/* The clerk's posting is done or it is not; all others are. */
static void expect_balance(int sure)
{
	int balance = -1;

	EXPECT(ledger_balance(1, &balance), "the ledger does not tell a balance any more");
	EXPECT(balance == AT_FIRST + sure || balance == AT_FIRST + sure + CLERK_MOVES,
	       "account 1 holds %d; %d or %d would be right", balance, AT_FIRST + sure,
	       AT_FIRST + sure + CLERK_MOVES);
	outcome(balance);
}

static void one_clerk(unsigned self)
{
	pid_t clerk = frail_clerk();

	(void)self;
	waitpid(clerk, NULL, 0);
	expect_whole();
	EXPECT(ledger_post(1, 0, OWNER_MOVES), "the owner's posting was refused");
	expect_balance(-OWNER_MOVES);
	expect_whole();
}

static void expect_content(pid_t clerk)
{
	int status = 0;

	waitpid(clerk, &status, 0);
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a clerk's posting was refused");
}

static void two_clerks(unsigned self)
{
	pid_t sturdy = sturdy_clerk(1), frail = frail_clerk();

	(void)self;
	waitpid(frail, NULL, 0);
	expect_content(sturdy);
	expect_whole();
	expect_balance(1);
}

static void three_clerks(unsigned self)
{
	pid_t one = sturdy_clerk(3), frail = frail_clerk(), two = sturdy_clerk(3);

	(void)self;
	waitpid(frail, NULL, 0);
	expect_content(one);
	expect_content(two);
	expect_whole();
	expect_balance(6);
}

static const struct scenario scenarios[] = {
	{
		.name = "a clerk",
		.what = "A clerk's process posts and may end at any point; then the owner posts.",
		.setup = open_ledger,
		.body = {one_clerk},
		.stress_runs = 500,
		.tool_runs = 2,
		.processes = true,
		.outcome = "account 1 in the end",
		.points = 5,
	},
	{
		.name = "two clerks",
		.what = "A clerk posts at the same time as one whose process may end at any point.",
		.setup = open_ledger,
		.body = {two_clerks},
		.stress_runs = 250,
		.processes = true,
		.outcome = "account 1 in the end",
		.points = 3,
	},
	{
		.name = "three clerks",
		.what = "Two clerks post at the same time as one whose process may end at any point.",
		.setup = open_ledger,
		.body = {three_clerks},
		.stress_runs = 250,
		.processes = true,
		.outcome = "account 1 in the end",
		.points = 2,
		.native_only = true,
	},
	{0},
};

#define ATOMICS "Valgrind does not know C11 atomics: it takes them for plain loads and stores."

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "helgrind", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{.by = "drd", .kind = FINDING_DATA_RACE, .false_alarm = ATOMICS, .uses = "__tsan_atomic"},
	{0},
};

const struct lab racelab_lab = {
	.title = "The ledger",
	.family = "Killing and ending",
	.difficulty = 4,
	.scenarios = scenarios,
	.declared = declared,
};
