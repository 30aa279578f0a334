/* SPDX-License-Identifier: MIT */
#include "book_regrade.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "grade_key.h"
#include "grade_table.h"
#include "grading.h"
#include "progress.h"
#include "text.h"

struct regrade {
	struct book *book;
	const struct options *options;
	const char *lab;
	struct grade_table before, after;
	struct grading grading;
	char **bytes; /* of the tasks; owned */
	size_t nbytes;
};

static void take_row(void *context, const struct book_row *row)
{
	grade_table_add(context, row);
}

static bool ask(struct regrade *regrade, struct grade_table *table, char **error)
{
	const struct book_question question = {.which = BOOK_ALL, .lab = regrade->lab};

	return book_rows(regrade->book, &question, take_row, table, error);
}

/* ---- what is to be done ---- */

static void keep_bytes(struct regrade *regrade, char *bytes)
{
	regrade->bytes = reallocarray(regrade->bytes, regrade->nbytes + 1, sizeof *regrade->bytes);
	if (regrade->bytes == NULL)
		die("out of memory");
	regrade->bytes[regrade->nbytes++] = bytes;
}

/* What could not be read when it was handed in has nothing in it that a lab could change. */
static bool add_task(struct regrade *regrade, const struct book_row *row, const char *lab_hash,
		     char **error)
{
	struct grading_task task = {0};
	char *bytes;

	if (!book_bytes(regrade->book, row->source, &bytes, &task.count, error))
		return false;
	if (bytes == NULL)
		return true;
	keep_bytes(regrade, bytes);
	task.bytes = bytes;
	task.shown = (char *)row->path;
	grading_key(&regrade->grading, row->lab, lab_hash, bytes, task.count, NULL, &task.key);
	grading_add(&regrade->grading, &task);
	return true;
}

static bool is_of_today(const struct regrade *regrade, const struct book_row *row,
			const char *lab_hash)
{
	return row->verdict != NULL && strcmp(row->lab_hash, lab_hash) == 0 &&
	       strcmp(row->harness, regrade->grading.harness) == 0;
}

static bool add_tasks(struct regrade *regrade, char **error)
{
	char hash[DIGEST_HEX] = "";

	for (size_t i = 0; i < regrade->before.count; i++) {
		const struct book_row *row = &regrade->before.rows[i];

		if (i == 0 || strcmp(row->lab, row[-1].lab) != 0)
			grade_key_lab(row->lab, hash);
		if (!is_of_today(regrade, row, hash) && !add_task(regrade, row, hash, error))
			return false;
	}
	return true;
}

/* ---- what has changed ---- */

static char *points_text(const struct book_row *row)
{
	if (row->verdict == NULL)
		return format_string("not graded");
	return format_string("%.4g/%.4g %s", row->points, row->maximum, row->verdict);
}

static bool is_same(const struct book_row *a, const struct book_row *b)
{
	if (a->verdict == NULL || b->verdict == NULL)
		return a->verdict == b->verdict;
	return a->points == b->points && a->maximum == b->maximum &&
	       strcmp(a->verdict, b->verdict) == 0;
}

/* The same submission in the other table, which another grader may have made longer meanwhile. */
static const struct book_row *find(const struct grade_table *table, const struct book_row *row)
{
	for (size_t i = 0; i < table->count; i++)
		if (strcmp(table->rows[i].student, row->student) == 0 &&
		    strcmp(table->rows[i].lab, row->lab) == 0 &&
		    strcmp(table->rows[i].source, row->source) == 0)
			return &table->rows[i];
	return NULL;
}

static bool print_change(struct paper *paper, const struct book_row *before,
			 const struct book_row *after)
{
	char *old, *new;

	if (after == NULL || is_same(before, after))
		return false;
	old = points_text(before);
	new = points_text(after);
	paper_print(paper, "%s, %s (%.12s): %s -> %s  %s\n", after->lab, after->student,
		    after->source, old, new, after->verdict != NULL ? after->headline : "");
	free(old);
	free(new);
	return true;
}

static void print_changes(const struct regrade *regrade)
{
	struct paper paper;
	size_t changed = 0;
	char *text;

	paper_init(&paper, options_colored(regrade->options, isatty(STDOUT_FILENO)));
	for (size_t i = 0; i < regrade->before.count; i++)
		changed += print_change(&paper, &regrade->before.rows[i],
					find(&regrade->after, &regrade->before.rows[i]));
	paper_print(&paper, "%zu graded again, %zu of %zu submissions have another grade now\n",
		    regrade->grading.graded, changed, regrade->before.count);
	text = paper_take(&paper);
	progress_clear();
	fputs(text, stdout);
	free(text);
}

static bool run(struct regrade *regrade, char **error)
{
	grading_begin(&regrade->grading, regrade->book, regrade->options);
	if (!ask(regrade, &regrade->before, error) || !add_tasks(regrade, error) ||
	    !grading_run(&regrade->grading, error) || !ask(regrade, &regrade->after, error))
		return false;
	print_changes(regrade);
	return regrade->grading.faults == 0;
}

bool book_regrade(struct book *book, const struct options *options, const char *lab, char **error)
{
	struct regrade regrade = {.book = book, .options = options, .lab = lab};
	bool done = run(&regrade, error);

	grading_release(&regrade.grading);
	grade_table_release(&regrade.before);
	grade_table_release(&regrade.after);
	while (regrade.nbytes > 0)
		free(regrade.bytes[--regrade.nbytes]);
	free(regrade.bytes);
	return done;
}
