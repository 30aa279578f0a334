/* SPDX-License-Identifier: MIT */
/* racelab stress, tsan, helgrind, ...: one checker alone, told in full. */
#include "asking.h"
#include "command.h"
#include "options.h"
#include "program.h"

static int run(const struct options *options)
{
	const struct checker *checker = checker_find(options->command);

	if (program_is_named(options->operands[0]))
		return asking_run_program(options, &checker, 1, true);
	return asking_run(options, &checker, 1, true);
}

COMMAND(one_checker) = {
	.name = COMMAND_CHECKER,
	.order = 30,
	.arguments = "LAB [FILE]",
	.summary = "one checker alone",
	.more = "LAB is a number, a name or both: 1, hit-counter, 01-hit-counter.  FILE is your\n"
		"labs/LAB/lab.c where none is given.  Every place of a finding is shown with its "
		"callers.\n"
		"FILE.c... in place of LAB: a whole program, as `racelab try` takes it.",
	.options = OPTIONS_RUN | OPTIONS_PROGRAM,
	.least = 1,
	.most = COMMAND_MOST,
	.run = run,
};
