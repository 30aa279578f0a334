/* SPDX-License-Identifier: MIT */
/* racelab try: all checkers on a whole program, which is no lab and has no reference. */
#include "asking.h"
#include "command.h"
#include "options.h"

static int run(const struct options *options)
{
	unsigned count;
	const struct checker *const *all = checkers(&count);

	if (options->ncheckers > 0)
		return asking_run_program(options, options->checkers, options->ncheckers, false);
	return asking_run_program(options, all, count, false);
}

/* Not --scenario: there is one. */
COMMAND(try_program) = {
	.name = "try",
	.order = 25,
	.arguments = "FILE.c...",
	.summary = "all checkers on any program with a main(), unmodified",
	.more = "All files of one C11 program with POSIX threads.  Each run is a process of its own: it "
		"is\n"
		"called with the words of --args and reads the file of --input (else nothing).  A status "
		"other\n"
		"than 0 is a finding; what it prints is thrown away unless --show-output is given.  A "
		"program\n"
		"that runs long wants fewer runs (--runs 20).  Libraries go behind --, as -lNAME.",
	.options = (OPTIONS_RUN & ~OPTION(OPTION_SCENARIO)) | OPTIONS_PROGRAM |
		   OPTION(OPTION_CHECKERS),
	.least = 1,
	.most = COMMAND_MOST,
	.run = run,
};
