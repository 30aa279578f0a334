/* SPDX-License-Identifier: MIT */
/* racelab doctor: what on this machine would weaken a verdict, and the proof that checkers see. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ailments.h"
#include "checking.h"
#include "command.h"
#include "kit.h"
#include "options.h"
#include "paper.h"
#include "text.h"

/* The lab of the doctor's own, in a folder beside scenario.h. */
#define KNOWN_RACE "01-known-race"

/* How many of them weaken a verdict. */
static size_t print_ailments(struct paper *paper, const struct ailments *ailments)
{
	size_t weak = 0;

	paper_ink(paper, INK_BOLD, "This machine\n");
	for (size_t i = 0; i < ailments->count; i++)
		weak += ailments->items[i].weakens;
	if (weak == 0)
		paper_print(paper, "  nothing that weakens a verdict (%zu things looked at)\n",
			    ailments->looked);
	for (size_t i = 0; i < ailments->count; i++) {
		const struct ailment *ailment = &ailments->items[i];

		paper_ink(paper, ailment->weakens ? INK_RED : INK_CYAN, "  %s:\n",
			  ailment->weakens ? "weak" : "note");
		paper_wrap(paper, 4, ailment->what);
		paper_ink(paper, INK_YELLOW, "    mend: %s\n", ailment->mend);
	}
	return weak;
}

/* True if the checker saw the race. */
static bool print_sight(struct paper *paper, const struct result *result)
{
	const struct findings *findings = &result->findings;

	paper_print(paper, "  %-10s ", result->checker);
	if (findings->count > 0) {
		paper_ink(paper, INK_GREEN, "found");
		paper_print(paper, " (%s, %.1f s)\n", finding_kind_name(findings->items[0].kind),
			    result->seconds);
		return true;
	}
	if (result->status == STATUS_SKIPPED || result->status == STATUS_ERROR)
		paper_ink(paper, INK_YELLOW, "%s\n", status_name(result->status));
	else
		paper_ink(paper, INK_RED, "missed\n");
	if (result->note != NULL)
		paper_wrap(paper, 4, result->note);
	return false;
}

/* False: the known race could not even be built; *error says why. */
static bool prove(struct paper *paper, const struct options *options, bool *all_saw, char **error)
{
	struct settings settings = {.seed = 1, .scenario = -1, .noise = -1, .until_failure = true};
	struct checking checking = {0};
	struct subject *subject;
	unsigned count;
	const struct checker *const *all = checkers_that_run(&count);
	bool checked;

	if (!subject_new(KNOWN_RACE, NULL, options->compiler, NULL, &subject, error))
		return false;
	checked = checking_run(subject, &settings, &settings, all, count, &checking, error);
	if (checked)
		paper_ink(paper, INK_BOLD, "\nA known race, through each checker\n");
	for (unsigned i = 0; i < checking.count; i++)
		*all_saw = print_sight(paper, &checking.results[i]) && *all_saw;
	checking_release(&checking);
	subject_free(subject);
	return checked;
}

/* Beside the headers in a checkout, beside their folder where the kit is installed. */
static bool use_own_lab(char **error)
{
	for (size_t i = 0; i < 2; i++) {
		char *folder = i == 0 ? format_string("%s/doctor", kit_include_dir())
				      : format_string("%s/../doctor", kit_include_dir());
		bool there = access(folder, R_OK | X_OK) == 0;
		bool used = there && kit_init(folder, error);

		free(folder);
		if (there)
			return used;
	}
	*error = format_string("the kit has no folder `doctor` beside %s; install it again",
			       kit_include_dir());
	return false;
}

static int run(const struct options *options)
{
	struct ailments ailments;
	struct paper paper;
	char *text, *error = NULL;
	bool all_saw, proved;

	paper_init(&paper, options_colored(options, isatty(STDOUT_FILENO)));
	ailments_find(&ailments);
	all_saw = print_ailments(&paper, &ailments) == 0;
	proved = use_own_lab(&error) && prove(&paper, options, &all_saw, &error);
	if (proved && all_saw)
		paper_print(&paper, "\nAll is well: verdicts of this machine can be trusted.\n");
	else if (proved)
		paper_print(&paper,
			    "\nVerdicts of this machine may miss what another would find.\n");
	text = paper_take(&paper);
	fputs(text, stdout);
	free(text);
	if (!proved)
		complain("the known race cannot be checked: %s", error);
	free(error);
	ailments_release(&ailments);
	return !proved ? EXIT_FAULT : all_saw ? EXIT_CLEAN : EXIT_FOUND;
}

COMMAND(doctor) = {
	.name = "doctor",
	.order = 50,
	.arguments = "",
	.summary = "what here would weaken a verdict, and the mend for each",
	.more = "Looks at processors, quotas, address randomisation, tools, the environment, "
		"memory and\n"
		"disk, and runs a known race through each checker.  Exit status 0: all is well, 1: "
		"a\n"
		"verdict would be weaker here, 2: nothing can be checked here.",
	.options = OPTION(OPTION_CC) | OPTION(OPTION_COLOR),
	.run = run,
};
