/* SPDX-License-Identifier: MIT */
#include "asking.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arguments.h"
#include "checking.h"
#include "command.h"
#include "files.h"
#include "reference.h"
#include "report_json.h"
#include "report_text.h"
#include "state.h"
#include "text.h"
#include "tokens.h"
#include "witness.h"

static void add_quoted(struct text *text, const char *option, const char *value)
{
	char *quoted = value != NULL ? arguments_quote(value) : NULL;

	if (quoted != NULL)
		text_printf(text, "%s%s", option, quoted);
	free(quoted);
}

/* The options that the next command needs again, as they would be typed. */
static char *flags_again(const struct options *options)
{
	struct text text = {0};

	if (options->labs_dir != NULL)
		text_printf(&text, " --labs %s", options->labs_dir);
	if (options->compiler == COMPILER_CLANG)
		text_printf(&text, " --cc clang");
	add_quoted(&text, " --args ", options->args);
	add_quoted(&text, " --input ", options->input);
	for (char **flag = options->cflags; flag != NULL && *flag != NULL; flag++)
		text_printf(&text, "%s %s", flag == options->cflags ? " --" : "", *flag);
	return text_take(&text);
}

/* False: the report could not be written, said on stderr. */
static bool deliver(const struct options *options, char *text)
{
	const char *path = options->output;
	bool done = files_write(path, text, strlen(text));

	if (!done)
		complain("the report cannot be written to %s: %s; name another file with -o",
			 path != NULL ? path : "stdout", strerror(errno));
	free(text);
	return done;
}

static char *words(const struct options *options, const struct report *report)
{
	struct paper paper;

	if (options->format == FORMAT_JSON)
		return report_json(report);
	paper_init(&paper, options_colored(options, isatty(STDOUT_FILENO)));
	report_text(&paper, report);
	return paper_take(&paper);
}

static const char *what_was_built(const struct options *options)
{
	if (program_is_named(options->operands[0]))
		return options->operands[0];
	return options->operands[options->noperands - 1];
}

/*
 * Nothing could be checked: programs that read the report learn it too.  A compiler's words begin a
 * line of their own, so that editors jump to them.
 */
static int refuse(const struct options *options, char *error)
{
	size_t length = strlen(error);

	if (length > 0 && error[length - 1] == '\n')
		error[length - 1] = '\0';
	if (strchr(error, '\n') != NULL)
		complain("%s cannot be built:\n%s", what_was_built(options), error);
	else
		complain("%s", error);
	if (options->format == FORMAT_JSON)
		deliver(options, report_json_error(options->operands[0], error));
	free(error);
	return EXIT_FAULT;
}

/* Only a whole check may say "repaired"; any may say "fails". */
static void remember(const struct options *options, const struct report *report, uint64_t hash)
{
	unsigned all;
	bool whole =
		options->scenario == NULL && options->settings.runs == 0 && options->cflags == NULL;

	checkers(&all);
	whole = whole && report->count == all;
	if (report->own && (whole || report->verdict == VERDICT_FAIL))
		state_save(report->subject->name, hash, report->verdict);
}

/* So that a token alone is enough to see the execution again. */
static void remember_tokens(const struct report *report)
{
	for (unsigned i = 0; i < report->count; i++)
		for (size_t k = 0; k < report->results[i].findings.count; k++) {
			const struct witness *witness = report->results[i].findings.items[k].witness;

			if (witness != NULL && witness->token != NULL)
				tokens_remember(witness->token, report->subject);
		}
}

static int ask(const struct options *options, struct subject *subject,
	       const struct checker *const *list, unsigned count, bool alone, char **error)
{
	struct settings settings = options->settings;
	uint64_t hash = FILES_HASH_START;
	struct checking checking = {0}, reference = {0};
	struct report report;
	char *flags;
	bool known = false, delivered;

	settings.soft = alone;
	/* The text as it is now: it may change under an editor while the checkers run. */
	if (!files_hash(subject->source, &hash))
		hash = 0;
	if (!options_scenario(options, subject->lab, &settings.scenario, error) ||
	    !checking_run(subject, &settings, &settings, list, count, &checking, error))
		return EXIT_FAULT;
	if (!alone && !subject->lab->program)
		known = reference_results(subject, &settings, list, count, &reference);
	flags = flags_again(options);
	report = (struct report){
		.subject = subject,
		.results = checking.results,
		.count = checking.count,
		.reference = known ? reference.results : NULL,
		.nreference = known ? reference.count : 0,
		.verdict = checking.verdict,
		.seed = settings.seed,
		.seconds = checking.seconds,
		.own = options->noperands < 2 && !subject->lab->program,
		.alone = alone,
		.flags = flags,
	};
	delivered = deliver(options, words(options, &report));
	remember(options, &report, hash);
	remember_tokens(&report);
	free(flags);
	checking_release(&reference);
	checking_release(&checking);
	return delivered ? verdict_exit(report.verdict) : EXIT_FAULT;
}

/* What only a whole program can have. */
static bool fits_lab(const struct options *options, char **error)
{
	if (options->noperands > 2)
		*error = format_string("'%s' is one argument too many; usage: racelab %s LAB [FILE], or "
				       "FILE.c... for a program", options->operands[2],
				       options->command);
	else if (options->given & OPTIONS_PROGRAM)
		*error = format_string("--args and --input are for whole programs: racelab %s FILE.c...; "
				       "a lab's scenario calls its file",
				       options->command);
	else
		return true;
	return false;
}

int asking_run(const struct options *options, const struct checker *const *list, unsigned count,
	       bool alone)
{
	const char *file = options->noperands > 1 ? options->operands[1] : NULL;
	struct subject *subject;
	char *error = NULL;
	int status;

	if (!fits_lab(options, &error) ||
	    !subject_new(options->operands[0], file, options->compiler, options->cflags, &subject,
			 &error))
		return refuse(options, error);
	status = ask(options, subject, list, count, alone, &error);
	subject_free(subject);
	return error != NULL ? refuse(options, error) : status;
}

int asking_run_program(const struct options *options, const struct checker *const *list,
		       unsigned count, bool alone)
{
	const struct program program = {options->operands, options->args, options->input};
	struct subject *subject;
	char *error = NULL;
	int status;

	if (!subject_new_program(&program, options->compiler, options->cflags, &subject, &error))
		return refuse(options, error);
	status = ask(options, subject, list, count, alone, &error);
	subject_free(subject);
	return error != NULL ? refuse(options, error) : status;
}
