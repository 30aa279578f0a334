/* SPDX-License-Identifier: MIT */
/* racelab demo: starters and references of all labs through all checkers, and the table of it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "checking.h"
#include "command.h"
#include "die.h"
#include "files.h"
#include "kit.h"
#include "labs.h"
#include "options.h"
#include "progress.h"
#include "reference.h"
#include "table.h"

/* The demo makes the same noise each time. */
#define SEED 1

/* One in so many of the native runs that a check makes: enough for the table. */
#define SHARE 20

struct demo {
	const struct options *options;
	const struct checker *const *list;
	unsigned count;
	struct table table;
	bool quiet; /* the table is the output: no line for each file */
};

static void say(const struct demo *demo, const struct table_row *row)
{
	if (demo->quiet)
		return;
	progress_clear();
	printf("%-22s %-9s  %-16s %5.1f s\n", row->name, row->starter ? "starter" : "reference",
	       verdict_name(row->checking.verdict), row->checking.seconds);
	fflush(stdout);
}

static bool check_file(struct demo *demo, const char *name, const char *source, bool starter,
		       char **error)
{
	struct settings native = demo->options->settings, tools = native;
	struct checking checking;
	struct table_row *row;
	struct subject *subject;
	bool checked;

	if (!subject_new(name, source, demo->options->compiler, demo->options->cflags, &subject,
			 error))
		return false;
	if (!(demo->options->given & OPTION(OPTION_SEED)))
		native.seed = tools.seed = SEED;
	native.share = SHARE;
	tools.runs = 0; /* a number that is little for native runs would be hours for a tool */
	checked = checking_run(subject, &native, &tools, demo->list, demo->count, &checking, error);
	if (checked) {
		row = table_add(&demo->table);
		*row = (struct table_row){name, subject->lab, starter, checking};
		say(demo, row);
	}
	subject_free(subject);
	return checked;
}

static bool check_lab(struct demo *demo, const char *name, char **error)
{
	char *reference = reference_path(name);
	bool fine;

	fine = check_file(demo, name, NULL, true, error) &&
	       (reference == NULL || check_file(demo, name, reference, false, error));
	free(reference);
	return fine;
}

/* Puts the table into the file.  Returns the exit status. */
static int write_table(const char *path, const char *text, const char *fresh)
{
	if (strcmp(text, fresh) == 0)
		return EXIT_CLEAN;
	if (files_write(path, fresh, strlen(fresh)))
		return EXIT_CLEAN;
	complain("%s cannot be written: %s", path, strerror(errno));
	return EXIT_FAULT;
}

/* Lines of the second text that the first has not. */
static void show_new_lines(const char *old, const char *fresh)
{
	for (const char *line = fresh; *line != '\0';) {
		size_t length = strcspn(line, "\n");
		char *copy = strndup(line, length);

		if (copy == NULL)
			die("out of memory");
		if (strstr(old, copy) == NULL)
			fprintf(stderr, "  now: %s\n", copy);
		free(copy);
		line += length + (line[length] == '\n');
	}
}

static int use_table(const struct options *options, const char *markdown)
{
	size_t count;
	char *text = files_read(options->table, &count), *fresh;
	int status = EXIT_CLEAN;

	if (text == NULL) {
		complain("%s cannot be read: %s", options->table, strerror(errno));
		return EXIT_FAULT;
	}
	fresh = table_insert(text, markdown);
	if (fresh == NULL) {
		complain("%s has no place for the table; give it these two lines:\n%s\n%s",
			 options->table, TABLE_BEGIN, TABLE_END);
		status = EXIT_FAULT;
	} else if (options->given & OPTION(OPTION_WRITE)) {
		status = write_table(options->table, text, fresh);
	} else if (strcmp(text, fresh) != 0) {
		complain("the table in %s is not what the checkers say now; `make checkers` writes "
			 "it anew",
			 options->table);
		show_new_lines(text, fresh);
		status = EXIT_FOUND;
	}
	free(fresh);
	free(text);
	return status;
}

static void print_table(const struct demo *demo, double seconds)
{
	struct paper paper;
	char *text;

	paper_init(&paper, options_colored(demo->options, isatty(STDOUT_FILENO)));
	paper_print(&paper, "\n");
	table_text(&paper, &demo->table);
	paper_print(&paper, "%zu files through %u checkers in %.1f s\n", demo->table.count,
		    demo->count, seconds);
	text = paper_take(&paper);
	fputs(text, stdout);
	free(text);
}

static int conclude(const struct demo *demo, double seconds)
{
	char *markdown = table_markdown(&demo->table);
	int status = EXIT_CLEAN;

	if (demo->options->markdown)
		fputs(markdown, stdout);
	else if (demo->options->table == NULL)
		print_table(demo, seconds);
	for (size_t i = 0; i < demo->table.count; i++)
		if (demo->table.rows[i].checking.verdict == VERDICT_ERROR)
			status = EXIT_FAULT;
	if (status == EXIT_CLEAN && table_surprises(&demo->table) > 0)
		status = EXIT_FOUND;
	/* A table from a broken run must not replace a good one. */
	if (demo->options->table != NULL && status != EXIT_FAULT)
		status = use_table(demo->options, markdown);
	free(markdown);
	return status;
}

static bool choose_labs(const struct options *options, char **names, char **chosen, char **error)
{
	if (options->noperands == 0)
		return true;
	if (!labs_resolve(options->operands[0], chosen, error))
		return false;
	for (char **name = names; *name != NULL; name++)
		if (strcmp(*name, *chosen) != 0)
			**name = '\0'; /* passed over */
	return true;
}

static int run(const struct options *options)
{
	struct demo demo = {.options = options,
			    .quiet = options->markdown || options->table != NULL};
	char **names = labs_names(), *chosen = NULL, *error = NULL;
	double began = checking_clock();
	int status = EXIT_FAULT;

	demo.list = checkers(&demo.count);
	if (options->ncheckers > 0) {
		demo.list = options->checkers;
		demo.count = options->ncheckers;
	}
	if (choose_labs(options, names, &chosen, &error)) {
		for (char **name = names; *name != NULL && error == NULL; name++)
			if (**name != '\0')
				check_lab(&demo, *name, &error);
	}
	if (error != NULL)
		complain("%s", error);
	else
		status = conclude(&demo, checking_clock() - began);
	table_release(&demo.table);
	free(error);
	free(chosen);
	labs_free_names(names);
	return status;
}

COMMAND(demo) = {
	.name = "demo",
	.order = 40,
	.arguments = "[LAB]",
	.summary = "starters and references of all labs, as a table",
	.more = "Every lab's starter and reference go through every checker; the table says what "
		"each\n"
		"found, and marks what is not as the lab declares.  Exit status 0: all as "
		"declared.\n"
		"--runs is for the native runs of each scenario only; tools run as the scenario "
		"says.",
	.options = OPTION(OPTION_CHECKERS) | OPTION(OPTION_RUNS) | OPTION(OPTION_SEED) |
		   OPTION(OPTION_CC) | OPTION(OPTION_LABS) | OPTION(OPTION_COLOR) |
		   OPTION(OPTION_MARKDOWN) | OPTION(OPTION_WRITE) | OPTION(OPTION_COMPARE),
	.most = 1,
	.run = run,
};
