/* SPDX-License-Identifier: MIT */
/* racelab book: what is in a grade book, in tables and for other programs; and graded again. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "book_export.h"
#include "book_regrade.h"
#include "book_rows.h"
#include "command.h"
#include "files.h"
#include "format.h"
#include "grade_table.h"
#include "labs.h"
#include "nearest.h"
#include "options.h"
#include "progress.h"
#include "text.h"

struct asked {
	const struct options *options;
	struct book *book;
	char *lab;	  /* full name of --lab; NULL: any */
	const char *word; /* the second operand; NULL: none */
	struct grade_table table;
	char *error;
};

static bool refuse(struct asked *asked, char *words)
{
	asked->error = words;
	return false;
}

static void take_row(void *context, const struct book_row *row)
{
	grade_table_add(context, row);
}

static bool ask(struct asked *asked, enum book_which which, const char *student, bool reports)
{
	const struct book_question question = {which, student, asked->lab, reports};

	return book_rows(asked->book, &question, take_row, &asked->table, &asked->error);
}

/* Where -o says, or on stdout; takes the text over. */
static bool deliver(struct asked *asked, char *text)
{
	const char *path = asked->options->output;
	bool done;

	progress_clear();
	done = files_write(path, text, strlen(text));
	if (!done)
		refuse(asked, format_string("cannot write to %s: %s; name another file with -o",
					    path != NULL ? path : "stdout", strerror(errno)));
	free(text);
	return done;
}

static bool nobody(struct asked *asked)
{
	return refuse(asked,
		      format_string("nothing of that kind is in the grade book; `racelab book "
				    "list` shows what is"));
}

/* ---- tables ---- */

static bool print_table(struct asked *asked)
{
	struct paper paper;

	if (asked->table.count == 0)
		return nobody(asked);
	paper_init(&paper, options_colored(asked->options, isatty(STDOUT_FILENO)));
	grade_table_print(&asked->table, &paper);
	paper_print(&paper, "\n");
	grade_table_summary(&asked->table, &paper);
	return deliver(asked, paper_take(&paper));
}

static bool list(struct asked *asked)
{
	return ask(asked, BOOK_LATEST, NULL, false) && print_table(asked);
}

static bool best(struct asked *asked)
{
	return ask(asked, BOOK_BEST, NULL, false) && print_table(asked);
}

static void print_event(struct paper *paper, const struct book_row *row)
{
	paper_print(paper, "%-20.20s  %-18s %s\n", row->last_seen, row->lab, row->path);
	if (row->verdict == NULL)
		paper_ink(paper, INK_YELLOW, "  not graded%s%s\n", row->fault != NULL ? ": " : "",
			  row->fault != NULL ? row->fault : "");
	else
		paper_print(
			paper,
			"  %.4g/%.4g %s  %s\n  graded %s, text %.12s, lab %.12s, harness %.12s\n",
			row->points, row->maximum, row->verdict, row->headline, row->graded,
			row->source, row->lab_hash, row->harness);
}

static bool history(struct asked *asked)
{
	struct paper paper;

	if (asked->word == NULL)
		return refuse(asked,
			      format_string("whose history?  `racelab book history STUDENT`"));
	if (!ask(asked, BOOK_RESULTS, asked->word, false))
		return false;
	if (asked->table.count == 0)
		return refuse(asked, format_string("the grade book has nothing of a student '%s'; "
						   "`racelab book list` shows the names",
						   asked->word));
	paper_init(&paper, options_colored(asked->options, isatty(STDOUT_FILENO)));
	for (size_t i = 0; i < asked->table.count; i++)
		print_event(&paper, &asked->table.rows[i]);
	return deliver(asked, paper_take(&paper));
}

/* ---- for other programs ---- */

static char *csv_of(const struct grade_table *table)
{
	struct text text = {0};

	book_export_csv_head(&text);
	for (size_t i = 0; i < table->count; i++)
		book_export_csv_row(&text, &table->rows[i]);
	return text_take(&text);
}

/* What other programs read: `csv` and `json` are the book's own, with more columns. */
static bool export_as(struct asked *asked, const struct format *format)
{
	struct text text = {0};

	if (!ask(asked, BOOK_LATEST, NULL, true) ||
	    !book_export_as(format, asked->table.rows, asked->table.count, &text, &asked->error))
		return false;
	return deliver(asked, text_take(&text));
}

static bool export(struct asked *asked)
{
	bool json = asked->word != NULL && strcmp(asked->word, "json") == 0;
	const struct format *format = NULL;

	if (!json && asked->word != NULL && strcmp(asked->word, "csv") != 0) {
		format = format_find(asked->word);
		if (format == NULL)
			return refuse(asked,
				      format_string("the book cannot be exported as '%s'; csv, json "
						    "and what `racelab help formats` lists are "
						    "there",
						    asked->word));
		return export_as(asked, format);
	}
	if (!ask(asked, BOOK_LATEST, NULL, json))
		return false;
	return deliver(asked, json ? book_export_json(asked->table.rows, asked->table.count)
				   : csv_of(&asked->table));
}

/* ---- which of these ---- */

static bool regrade(struct asked *asked)
{
	return book_regrade(asked->book, asked->options, asked->lab, &asked->error);
}

static const struct {
	const char *name;
	bool (*run)(struct asked *asked);
	bool takes_word;
} verbs[] = {
	{"list", list, false},	  {"best", best, false},       {"history", history, true},
	{"export", export, true}, {"regrade", regrade, false},
};
#define VERBS (sizeof verbs / sizeof *verbs)

static bool find_verb(struct asked *asked, const char *word, size_t *found)
{
	const char *names[VERBS + 1] = {NULL}, *near;

	for (size_t i = 0; i < VERBS; i++) {
		names[i] = verbs[i].name;
		if (strcmp(word, verbs[i].name) == 0) {
			*found = i;
			return true;
		}
	}
	near = nearest(word, names);
	return refuse(asked, format_string("`racelab book` cannot '%s'; %s%s%s", word,
					   near != NULL ? "did you mean `racelab book " : "it can ",
					   near != NULL ? near
							: "list, best, history, export and "
							  "regrade",
					   near != NULL ? "`?" : ""));
}

static bool run_verb(struct asked *asked)
{
	const struct options *options = asked->options;
	size_t verb;

	if (!find_verb(asked, options->operands[0], &verb))
		return false;
	asked->word = options->noperands > 1 ? options->operands[1] : NULL;
	if (asked->word != NULL && !verbs[verb].takes_word)
		return refuse(asked,
			      format_string("'%s' is one argument too many for `racelab book %s`",
					    asked->word, verbs[verb].name));
	if (options->lab != NULL && !labs_resolve(options->lab, &asked->lab, &asked->error))
		return false;
	return book_open_there(options->book, &asked->book, &asked->error) &&
	       verbs[verb].run(asked);
}

static int run(const struct options *options)
{
	struct asked asked = {.options = options};
	bool done = run_verb(&asked);

	if (!done && asked.error != NULL)
		complain("%s", asked.error);
	free(asked.error);
	free(asked.lab);
	grade_table_release(&asked.table);
	book_close(asked.book);
	return done ? EXIT_CLEAN : EXIT_FAULT;
}

COMMAND(book) = {
	.name = "book",
	.order = 43,
	.arguments = "WHAT [WORD]",
	.summary = "what is in a grade book: list, best, history, export, regrade",
	.more = "list     the latest submission of each student for each lab, and what came of it\n"
		"best     the one with most points instead\n"
		"history STUDENT  all that a student handed in, and every grade that it had\n"
		"export [csv|json|FORMAT]  the list for a spreadsheet (csv) or a program (json, "
		"with whole\n"
		"         reports), as a page (html), or what else `racelab help formats` has for "
		"a class\n"
		"regrade  what was graded by another lab or harness than today's, once more, from "
		"the "
		"bytes in the\n"
		"         book; shows what changes",
	.options = OPTION(OPTION_BOOK) | OPTION(OPTION_LAB) | OPTION(OPTION_JOBS) |
		   OPTION(OPTION_OUTPUT) | OPTION(OPTION_CC) | OPTION(OPTION_LABS) |
		   OPTION(OPTION_COLOR),
	.least = 1,
	.most = 2,
	.run = run,
};
