/* SPDX-License-Identifier: MIT */
/* racelab replay: an execution again, by its token, step by step. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "launch.h"
#include "options.h"
#include "paper.h"
#include "report_text.h"
#include "report_witness.h"
#include "text.h"
#include "token.h"
#include "tokens.h"
#include "wire_read.h"
#include "witness.h"

#define GUARD 20

static int refuse(char *error)
{
	complain("%s", error);
	free(error);
	return EXIT_FAULT;
}

/* ---- which program ---- */

static bool find_named(const struct options *options, struct subject **subject, char **error)
{
	char **named = options->operands + 1;
	const struct program program = {named, options->args, options->input};

	if (program_is_named(named[0]))
		return subject_new_program(&program, options->compiler, options->cflags, subject,
					   error);
	return subject_new(named[0], named[1], options->compiler, options->cflags, subject, error);
}

static bool find_recalled(const struct options *options, const struct recalled *recalled,
			  struct subject **subject, char **error)
{
	if (recalled->lab != NULL)
		return subject_new(recalled->lab, recalled->source, recalled->compiler,
				   options->cflags, subject, error);
	return subject_new_program(&recalled->program, recalled->compiler, options->cflags, subject,
				   error);
}

static bool find_program(const struct options *options, const struct token *token,
			 struct subject **subject, char **error)
{
	struct recalled recalled;
	bool found;

	if (options->noperands > 1)
		return find_named(options, subject, error);
	if (tokens_recall(options->operands[0], &recalled)) {
		found = find_recalled(options, &recalled, subject, error);
		recalled_release(&recalled);
		return found;
	}
	if (strcmp(token->lab, "p") != 0)
		return subject_new(token->lab, NULL, options->compiler, options->cflags, subject,
				   error);
	*error = format_string("the token %s is of a program that is not remembered here; name it: "
			       "%s replay TOKEN FILE.c...",
			       options->operands[0], program_invocation_short_name);
	return false;
}

static bool fits(const struct options *options, const struct token *token,
		 const struct subject *subject, char **error)
{
	unsigned scenarios = 0;

	while (subject->lab->scenarios[scenarios].name != NULL)
		scenarios++;
	if (token_hash(subject) == token->hash && token->scenario < scenarios)
		return true;
	*error = format_string("the token %s does not fit %s: that text, %s, the compiler or the kit is "
			       "another than when it was made; name what it was made of: %s replay "
			       "TOKEN %s",
			       options->operands[0], subject->source,
			       subject->lab->program ? "its --args or --input" : "its scenario",
			       program_invocation_short_name,
			       subject->lab->program ? "FILE.c... --args WORDS --input FILE"
						     : "LAB FILE");
	return false;
}

/* ---- the execution ---- */

static void print_all(const struct options *options, struct subject *subject,
		      const struct token *token, const struct wire_witness *row,
		      struct findings *findings)
{
	struct witness *witness = witness_read(row, subject_symbols(subject, FLAVOUR_EXPLORE));
	struct result result = {.checker = "explore", .findings = *findings};
	struct folds folds;
	struct paper paper;
	char *text, number[64];

	paper_init(&paper, options_colored(options, isatty(STDOUT_FILENO)));
	paper_ink(&paper, INK_BOLD, "%s", subject->name);
	paper_print(&paper, "  %s  \"%s\"  %s\n\n", subject->source,
		    subject->lab->scenarios[token->scenario].name,
		    paper_plural(witness->events, "step", number));
	report_witness(&paper, subject, witness);
	paper_print(&paper, "\n");
	folds_make(&folds, &result, 1);
	for (size_t i = 0; i < folds.count; i++)
		report_finding(&paper, subject, &folds.items[i], DETAIL_FULL);
	if (folds.count == 0)
		paper_print(&paper, "Nothing goes wrong in this execution.\n");
	folds_release(&folds);
	text = paper_take(&paper);
	fputs(text, stdout);
	free(text);
	witness_free(witness);
}

static int run_again(const struct options *options, struct subject *subject,
		     const struct token *token, char **error)
{
	struct launch again = {
		.runner = RUNNER_EXPLORE, .guard = GUARD, .input = subject->program.input};
	struct landing landing = {0};
	struct findings findings = {0};
	int status = EXIT_FAULT;

	again.input = subject->program.input;
	again.job = (struct wire_job){.scenario = token->scenario,
				      .mode = MODE_EXPLORE,
				      .search = SEARCH_REPLAY,
				      .keep_output = options->settings.keep_output,
				      .runs = 1,
				      .schedule = token->schedule};
	if (!subject_object(subject, FLAVOUR_EXPLORE, &again.object, error) ||
	    !launch(&again, &landing, error))
		return EXIT_FAULT;
	if (wire_read(&landing, subject_symbols(subject, FLAVOUR_EXPLORE), &findings, error)) {
		print_all(options, subject, token, &landing.wire->witnesses[0], &findings);
		status = findings.count > 0 ? EXIT_FOUND : EXIT_CLEAN;
	}
	findings_release(&findings);
	landing_release(&landing);
	return status;
}

static int run(const struct options *options)
{
	struct subject *subject;
	struct token token;
	char *error = NULL;
	int status = EXIT_FAULT;

	if (!token_read(options->operands[0], &token, &error) ||
	    !find_program(options, &token, &subject, &error))
		return refuse(error);
	if (fits(options, &token, subject, &error))
		status = run_again(options, subject, &token, &error);
	subject_free(subject);
	return error != NULL ? refuse(error) : status;
}

COMMAND(replay) = {
	.name = "replay",
	.order = 40,
	.arguments = "TOKEN [LAB [FILE]]",
	.summary = "an execution again, step by step, by the token below a finding",
	.more = "A column for each thread, a row for each line that it runs: what it reads and writes,\n"
		"what it locks, and where it goes wrong.  The file is the one that the token was made\n"
		"of, if that was here; else name it, or FILE.c... of a whole program with its --args and\n"
		"--input.",
	.options = OPTION(OPTION_SHOW_OUTPUT) | OPTION(OPTION_CC) | OPTION(OPTION_LABS) |
		   OPTION(OPTION_COLOR) | OPTIONS_PROGRAM,
	.least = 1,
	.most = COMMAND_MOST,
	.run = run,
};
