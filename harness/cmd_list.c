/* SPDX-License-Identifier: MIT */
/* racelab list: the labs, grouped by family, and how far the student is with each. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "die.h"
#include "kit.h"
#include "labs.h"
#include "options.h"
#include "paper.h"
#include "progress.h"
#include "state.h"
#include "text.h"

struct row {
	const char *name;
	const struct lab *lab; /* NULL: its description cannot be read */
	char *error;
	enum state state;
	bool listed;
};

static void fill(struct row *row, const char *name)
{
	char *source;

	row->name = name;
	if (!labs_describe(name, &row->lab, &row->error))
		return;
	source = format_string("%s/%s/lab.c", kit_labs_dir(), name);
	row->state = state_load(name, source);
	free(source);
}

static void print_row(struct paper *paper, const struct row *row)
{
	static const enum ink inks[] = {[STATE_NOT_TRIED] = INK_FAINT,
					[STATE_FAILS] = INK_RED,
					[STATE_REPAIRED] = INK_GREEN,
					[STATE_CHANGED] = INK_YELLOW};
	unsigned stars = row->lab->difficulty > 5 ? 5 : row->lab->difficulty;

	paper_print(paper, "  %-22s %-30s %-5.*s  ", row->name, row->lab->title, (int)stars,
		    "*****");
	paper_ink(paper, inks[row->state], "%s", state_name(row->state));
	paper_print(paper, "\n");
}

/* A family's labs stand together, families in the order of their first labs. */
static void print_family(struct paper *paper, struct row *rows, size_t count, const char *family)
{
	paper_ink(paper, INK_BOLD, "%s\n", family);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].lab == NULL || rows[i].listed ||
		    strcmp(rows[i].lab->family, family) != 0)
			continue;
		print_row(paper, &rows[i]);
		rows[i].listed = true;
	}
}

static size_t print_all(struct paper *paper, struct row *rows, size_t count)
{
	size_t broken = 0;

	for (size_t i = 0; i < count; i++) {
		if (rows[i].lab == NULL)
			broken++;
		else if (!rows[i].listed)
			print_family(paper, rows, count, rows[i].lab->family);
	}
	return broken;
}

static void print_next(struct paper *paper, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (rows[i].lab == NULL || rows[i].state == STATE_REPAIRED)
			continue;
		paper_print(paper, "\nnext: read %s/%s/README.md, then `%s check %s`\n",
			    kit_labs_dir(), rows[i].name, program_invocation_name, rows[i].name);
		return;
	}
	paper_print(paper, "\nAll labs are repaired.\n");
}

static int run(const struct options *options)
{
	char **names = labs_names(), *text;
	struct paper paper;
	struct row *rows;
	size_t count = 0, broken;

	while (names[count] != NULL)
		count++;
	if (count == 0) {
		complain("no labs in %s; name another folder with --labs DIR", kit_labs_dir());
		labs_free_names(names);
		return EXIT_FAULT;
	}
	rows = calloc(count, sizeof *rows);
	if (rows == NULL)
		die("out of memory");
	for (size_t i = 0; i < count; i++) {
		progress_set("reading the labs", i, count);
		fill(&rows[i], names[i]);
	}
	progress_end("reading the labs");
	paper_init(&paper, options_colored(options, isatty(STDOUT_FILENO)));
	broken = print_all(&paper, rows, count);
	print_next(&paper, rows, count);
	text = paper_take(&paper);
	fputs(text, stdout);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].lab == NULL)
			complain("%s cannot be used: %s", rows[i].name, rows[i].error);
		free(rows[i].error);
	}
	free(text);
	free(rows);
	labs_free_names(names);
	return broken > 0 ? EXIT_FAULT : EXIT_CLEAN;
}

COMMAND(list) = {
	.name = "list",
	.order = 10,
	.arguments = "",
	.summary = "the labs: title, difficulty, and how far you are",
	.options = OPTION(OPTION_LABS) | OPTION(OPTION_COLOR),
	.run = run,
};
