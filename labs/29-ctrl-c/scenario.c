/* SPDX-License-Identifier: MIT */
/* What runs against the doorman's tally, and what must hold. */
#include "lab.h"
#include "scenario.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* The doorman is a process of its own; the board hangs where both can see it. */
static struct board {
	_Atomic int shown, muddled;
} *board;

/* What passes between the street and the door: a word, when there is something to say. */
static int from_door[2], from_street[2];

void board_show(const struct tally *now)
{
	int sum = 0;

	for (int i = 0; i < HALLS; i++)
		sum += now->guests[i];
	if (sum != now->total)
		board->muddled++;
	board->shown++;
}

static void hang_board(void)
{
	board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	EXPECT(pipe(from_door) == 0 && pipe(from_street) == 0, "the house has no door");
}

static void say(const int way[2])
{
	EXPECT(write(way[1], "!", 1) == 1, "a word is lost on its way");
}

static void hear(const int way[2])
{
	char word;

	EXPECT(read(way[0], &word, 1) == 1, "a word is lost on its way");
}

/* The doorman's life: opens, counts, and closes when the street has said that it is done. */
static void keep_the_door(int guests)
{
	tally_open();
	say(from_door);
	for (int i = 0; i < guests; i++)
		tally_guest(i % HALLS);
	hear(from_street);
	tally_close();
	_exit(0);
}

static void look_at_board(pid_t doorman, int presses)
{
	int status = -1;

	EXPECT(waitpid(doorman, &status, 0) == doorman, "the doorman cannot be waited for");
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0,
	       "the doorman did not end as he should (status %#x)", (unsigned)status);
	EXPECT_DONE(board->shown > 0, "Ctrl-C was pressed, and nothing was shown");
	EXPECT(board->shown <= presses, "Ctrl-C was pressed %d times, and the board was shown %d times",
	       presses, board->shown);
	EXPECT(board->muddled == 0, "the board showed numbers that do not add up");
}

static void press(int guests, int presses)
{
	pid_t doorman = fork();

	if (doorman == 0)
		keep_the_door(guests);
	hear(from_door);
	for (int i = 0; i < presses; i++)
		kill(doorman, SIGINT);
	say(from_street);
	look_at_board(doorman, presses);
}

static void one_guest(unsigned self)
{
	(void)self;
	press(1, 1);
}

static void two_presses(unsigned self)
{
	(void)self;
	press(1, 2);
}

static void long_evening(unsigned self)
{
	(void)self;
	press(30, 5);
}

static const struct scenario scenarios[] = {
	{
		.name = "one press",
		.what = "A guest comes, and somebody presses Ctrl-C.",
		.setup = hang_board,
		.body = {one_guest},
		.stress_runs = 800,
		.processes = true,
		.points = 5,
	},
	{
		.name = "two presses",
		.what = "A guest comes, and somebody presses Ctrl-C twice.",
		.setup = hang_board,
		.body = {two_presses},
		.stress_runs = 250,
		.processes = true,
		.points = 2,
		.native_only = true,
	},
	{
		.name = "a long evening",
		.what = "Thirty guests come while Ctrl-C is pressed five times.",
		.setup = hang_board,
		.body = {long_evening},
		.stress_runs = 250,
		.processes = true,
		.points = 3,
		.native_only = true,
	},
	{0},
};

static const struct declaration declared[] = {
	{.by = "stress", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_DEADLOCK, .starter = ALWAYS},
	{.by = "explore", .kind = FINDING_SIGNAL_UNSAFE, .starter = ALWAYS},
	{0},
};

const struct lab racelab_lab = {
	.title = "Ctrl-C",
	.family = "Killing and ending",
	.difficulty = 3,
	.scenarios = scenarios,
	.declared = declared,
};
