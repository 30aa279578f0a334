/* SPDX-License-Identifier: MIT */
/* racelab check: all checkers on one file, one verdict, the reference beside it. */
#include "asking.h"
#include "command.h"
#include "options.h"

static int run(const struct options *options)
{
	unsigned count;
	const struct checker *const *all = checkers(&count);

	if (options->ncheckers > 0)
		return asking_run(options, options->checkers, options->ncheckers, false);
	return asking_run(options, all, count, false);
}

COMMAND(check) = {
	.name = "check",
	.order = 20,
	.arguments = "LAB [FILE]",
	.summary = "all checkers on FILE, or on your labs/LAB/lab.c",
	.more = "LAB is a number, a name or both: 1, hit-counter, 01-hit-counter.  Findings that "
		"several\n"
		"checkers share are one entry.  Known false alarms are told as such, with the "
		"reason, and\n"
		"do not count.  Beside each checker stands what it says of the reference solution.",
	.options = OPTIONS_RUN | OPTION(OPTION_CHECKERS),
	.least = 1,
	.most = 2,
	.run = run,
};
