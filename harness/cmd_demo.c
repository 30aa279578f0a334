/* SPDX-License-Identifier: MIT */
/* racelab demo: starters and references of all labs through all checkers, and the table of it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "checkings.h"
#include "claims.h"
#include "command.h"
#include "die.h"
#include "files.h"
#include "labs.h"
#include "options.h"
#include "progress.h"
#include "reference.h"
#include "table.h"
#include "text.h"

struct demo {
	const struct options *options;
	const struct checker *const *list;
	unsigned count;
	struct checkings_job *jobs; /* owned */
	size_t njobs;
	struct table table;
	char *error; /* the first file that could not be checked; owned */
	bool quiet;  /* the table is the output: no line for each file */
};

/* ---- what is to be checked ---- */

static void add_job(struct demo *demo, const char *lab, char *source)
{
	demo->jobs = reallocarray(demo->jobs, demo->njobs + 1, sizeof *demo->jobs);
	if (demo->jobs == NULL)
		die("out of memory");
	demo->jobs[demo->njobs++] = (struct checkings_job){
		.lab = lab, .source = source, .list = demo->list, .count = demo->count};
}

static void add_jobs(struct demo *demo, char *const *names, const char *chosen)
{
	for (char *const *name = names; *name != NULL; name++) {
		char *reference = reference_path(*name);

		if (chosen == NULL || strcmp(*name, chosen) == 0) {
			add_job(demo, *name, NULL);
			if (reference != NULL)
				add_job(demo, *name, reference);
		} else {
			free(reference);
		}
	}
}

static void free_jobs(struct demo *demo)
{
	for (size_t i = 0; i < demo->njobs; i++)
		free((void *)demo->jobs[i].source);
	free(demo->jobs);
}

/* ---- checking it ---- */

static void say(const struct demo *demo, const struct table_row *row)
{
	if (demo->quiet)
		return;
	progress_clear();
	printf("%-22s %-9s  %-16s %5.1f s\n", row->name, row->starter ? "starter" : "reference",
	       verdict_name(row->checking.verdict), row->checking.seconds);
	fflush(stdout);
}

/* The table takes the checking over. */
static void take(void *context, struct checkings_job *job)
{
	struct demo *demo = context;
	struct table_row *row;

	if (job->error != NULL) {
		if (demo->error == NULL)
			demo->error = format_string("%s", job->error);
		return;
	}
	row = table_add(&demo->table);
	*row = (struct table_row){job->lab, job->description, job->source == NULL, job->checking};
	job->checking = (struct checking){0};
	say(demo, row);
}

static void check_all(struct demo *demo)
{
	const struct options *options = demo->options;
	struct settings native = options->settings, tools;
	struct checkings checkings = {.jobs = demo->jobs,
				      .count = demo->njobs,
				      .compiler = options->compiler,
				      .cflags = options->cflags,
				      .native = &native,
				      .tools = &tools,
				      .done = take,
				      .context = demo};

	if (!(options->given & OPTION(OPTION_SEED)))
		native.seed = claims_settings().seed;
	native.share = claims_settings().share;
	tools = native;
	tools.runs = 0; /* a number that is little for native runs would be hours for a tool */
	checkings_run(&checkings);
	checkings_release(&checkings);
}

/* ---- the table ---- */

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
	if (demo->options->table != NULL && status != EXIT_FAULT) {
		int used = use_table(demo->options, markdown);

		status = used > status ? used : status;
	}
	free(markdown);
	return status;
}

static int run(const struct options *options)
{
	struct demo demo = {.options = options,
			    .quiet = options->markdown || options->table != NULL};
	char **names = labs_names(), *chosen = NULL;
	double began = checking_clock();
	int status = EXIT_FAULT;

	demo.list = options->checkers;
	demo.count = options->ncheckers;
	if (demo.count == 0)
		demo.list = checkers_that_run(&demo.count);
	if (options->noperands == 0 || labs_resolve(options->operands[0], &chosen, &demo.error)) {
		add_jobs(&demo, names, chosen);
		check_all(&demo);
	}
	if (demo.error != NULL)
		complain("%s", demo.error);
	else
		status = conclude(&demo, checking_clock() - began);
	table_release(&demo.table);
	free_jobs(&demo);
	free(demo.error);
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
