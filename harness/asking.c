/* SPDX-License-Identifier: MIT */
#include "asking.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arguments.h"
#include "checking.h"
#include "command.h"
#include "files.h"
#include "format.h"
#include "graded.h"
#include "labs.h"
#include "reference.h"
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
	if (options->settings.confined)
		text_printf(&text, " --confined");
	add_quoted(&text, " --args ", options->args);
	add_quoted(&text, " --input ", options->input);
	for (char **flag = options->cflags; flag != NULL && *flag != NULL; flag++)
		text_printf(&text, "%s %s", flag == options->cflags ? " --" : "", *flag);
	return text_take(&text);
}

bool asking_deliver(const struct options *options, char *text)
{
	const char *path = options->output;
	bool done = files_write(path, text, strlen(text));

	if (!done)
		complain("the report cannot be written to %s: %s; name another file with -o",
			 path != NULL ? path : "stdout", strerror(errno));
	free(text);
	return done;
}

static char *written(const struct format *format, const struct graded *graded)
{
	struct text text = {0};

	format->one(&text, graded);
	return text_take(&text);
}

static char *words(const struct options *options, const struct report *report,
		   const struct graded *graded)
{
	struct paper paper;

	if (options->format != NULL)
		return written(options->format, graded);
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

/* Its points are known where its lab is. */
static void refused(const struct options *options, enum graded_state state, const char *error,
		    struct graded *graded)
{
	const struct lab *lab = NULL;
	char *name = NULL, *why = NULL;
	const char *source = options->noperands > 1 ? options->operands[1] : NULL;

	if (!program_is_named(options->operands[0]) &&
	    labs_resolve(options->operands[0], &name, &why))
		labs_describe(name, &lab, &why);
	if (lab == NULL && !program_is_named(options->operands[0]))
		state = GRADED_ERROR;
	graded_refuse(graded, state, name != NULL ? name : options->operands[0], lab, source, error);
	free(why);
	free(name);
}

/*
 * Nothing could be checked: programs that read the report learn it too.  A compiler's words begin a
 * line of their own, so that editors jump to them.
 */
static int refuse(const struct options *options, enum graded_state state, char *error)
{
	size_t length = strlen(error);
	struct graded graded;

	if (length > 0 && error[length - 1] == '\n')
		error[length - 1] = '\0';
	if (strchr(error, '\n') != NULL)
		complain("%s cannot be built:\n%s", what_was_built(options), error);
	else
		complain("%s", error);
	if (options->format != NULL) {
		refused(options, state, error, &graded);
		asking_deliver(options, written(options->format, &graded));
		graded_release(&graded);
	}
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

/* What is behind --format writes for graders of labs may make no sense of a whole program. */
static bool fits_format(const struct options *options, const struct lab *lab, char **error)
{
	if (options->format == NULL || options->format->programs || !lab->program)
		return true;
	*error = format_string("--format %s is for labs: a whole program has no points; `racelab help "
			       "formats` names those that tell of one",
			       options->format->name);
	return false;
}

/* *state: whose fault it is if it fails. */
static int ask(const struct options *options, struct subject *subject,
	       const struct checker *const *list, unsigned count, bool alone,
	       enum graded_state *state, char **error)
{
	struct settings settings = options->settings;
	uint64_t hash = FILES_HASH_START;
	struct checking checking = {0};
	struct graded graded;
	struct report report;
	char *flags;
	bool delivered;

	settings.soft = alone;
	/* The text as it is now: it may change under an editor while the checkers run. */
	if (!files_hash(subject->source, &hash))
		hash = 0;
	if (!fits_format(options, subject->lab, error) ||
	    !options_scenario(options, subject->lab, &settings.scenario, error))
		return EXIT_FAULT;
	if (!checking_run(subject, &settings, &settings, list, count, &checking, error)) {
		*state = graded_blame(subject);
		return EXIT_FAULT;
	}
	graded_make(&graded, subject, &checking, settings.scenario);
	graded.seed = settings.seed;
	graded.own = options->noperands < 2 && !subject->lab->program;
	if (!alone && !subject->lab->program)
		reference_results(subject, &settings, list, count, &graded.reference);
	flags = flags_again(options);
	report = graded_report(&graded, subject);
	report.alone = alone;
	report.flags = flags;
	delivered = asking_deliver(options, words(options, &report, &graded));
	remember(options, &report, hash);
	remember_tokens(&report);
	free(flags);
	graded_release(&graded);
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

/* What a student handed in is nothing that could be built: no fault of the harness. */
static enum graded_state whose_fault(const char *file)
{
	struct stat status;

	if (file != NULL &&
	    (stat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0))
		return GRADED_REFUSED;
	return GRADED_ERROR;
}

int asking_run(const struct options *options, const struct checker *const *list, unsigned count,
	       bool alone)
{
	const char *file = options->noperands > 1 ? options->operands[1] : NULL;
	enum graded_state state = GRADED_ERROR;
	struct subject *subject;
	char *error = NULL;
	int status;

	if (!fits_lab(options, &error) ||
	    !subject_new(options->operands[0], file, options->compiler, options->cflags, &subject,
			 &error))
		return refuse(options, whose_fault(file), error);
	subject->confined = options->settings.confined;
	status = ask(options, subject, list, count, alone, &state, &error);
	subject_free(subject);
	return error != NULL ? refuse(options, state, error) : status;
}

int asking_run_program(const struct options *options, const struct checker *const *list,
		       unsigned count, bool alone)
{
	const struct program program = {options->operands, options->args, options->input};
	enum graded_state state = GRADED_ERROR;
	struct subject *subject;
	char *error = NULL;
	int status;

	if (!subject_new_program(&program, options->compiler, options->cflags, &subject, &error))
		return refuse(options, GRADED_ERROR, error);
	subject->confined = options->settings.confined;
	status = ask(options, subject, list, count, alone, &state, &error);
	subject_free(subject);
	return error != NULL ? refuse(options, state, error) : status;
}
