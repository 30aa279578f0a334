/* SPDX-License-Identifier: MIT */
#include "report_witness.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "holding.h"
#include "report_source.h"
#include "report_text.h"
#include "text.h"

#define COLUMNS	  8	/* threads that get one */
#define WIDTH	  100	/* of the table, without the numbers before it */
#define WIDEST	  46	/* of a column */
#define ROWS	  44	/* more than that, and the middle is left out */
#define ROWS_HEAD 14

/* Consecutive steps of one thread on one source line are one row. */
struct row {
	const struct step *first;
	size_t steps;
};

struct table {
	struct holding held[COLUMNS];
	struct paper *paper;
	const struct subject *subject;
	const char *threads[COLUMNS];
	unsigned nthreads, width;
	char *file, *text; /* the source file that was read last */
};

/* ---- threads and rows ---- */

static unsigned column_of(struct table *table, const char *thread)
{
	for (unsigned i = 0; i < table->nthreads; i++)
		if (strcmp(table->threads[i], thread) == 0)
			return i;
	if (table->nthreads < COLUMNS)
		table->threads[table->nthreads++] = thread;
	return table->nthreads - 1;
}

static bool same_line(const struct step *a, const struct step *b)
{
	if (a->spot.file == NULL || b->spot.file == NULL)
		return false;
	return a->spot.line == b->spot.line && strcmp(a->spot.file, b->spot.file) == 0 &&
	       strcmp(a->thread, b->thread) == 0;
}

static size_t make_rows(const struct witness *witness, struct row *rows)
{
	size_t used = 0;

	for (size_t i = 0; i < witness->nsteps; i++) {
		const struct step *step = &witness->steps[i];

		if (i > 0 && same_line(step, step - 1))
			rows[used - 1].steps++;
		else
			rows[used++] = (struct row){step, 1};
	}
	return used;
}

static int by_name(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	size_t m = strlen(x), n = strlen(y);

	if (strcmp(x, "main") == 0 || strcmp(y, "main") == 0)
		return (strcmp(y, "main") == 0) - (strcmp(x, "main") == 0);
	return m != n && x[0] == y[0] ? (m > n) - (m < n) : strcmp(x, y);
}

/* ---- the cells ---- */

/* The source line without its blanks; NULL: unknown. */
static char *source_line(struct table *table, const struct spot *spot)
{
	const char *line;
	size_t size;

	if (spot->line == 0 || spot->file == NULL)
		return NULL;
	if (table->file == NULL || strcmp(table->file, spot->file) != 0) {
		free(table->file);
		free(table->text);
		table->file = format_string("%s", spot->file);
		table->text = report_source(table->subject, spot->file, &size);
	}
	line = table->text;
	for (unsigned i = 1; line != NULL && i < spot->line; i++) {
		line = strchr(line, '\n');
		line = line == NULL ? NULL : line + 1;
	}
	if (line == NULL)
		return NULL;
	line += strspn(line, " \t");
	return format_string("%.*s", (int)strcspn(line, "\r\n"), line);
}

/* " {a, b}": what it holds. */
static void say_locks(struct text *text, const struct table *table, unsigned column)
{
	for (unsigned i = 0; i < table->held[column].used; i++)
		text_printf(text, "%s%s", i > 0 ? ", " : " {", table->held[column].locks[i]);
	if (table->held[column].used > 0)
		text_printf(text, "}");
}

/* "reads hits = 0, writes hits = 1" */
static char *row_words(struct table *table, unsigned column, const struct row *row)
{
	struct text text = {0};

	for (size_t i = 0; i < row->steps; i++) {
		const struct step *step = &row->first[i];

		text_printf(&text, "%s%s", i > 0 ? ", " : "", step->what);
		if (step->object != NULL)
			text_printf(&text, " %s", step->object);
		if (step->has_value) {
			text_printf(&text, " = ");
			step_say_value(&text, step);
		}
		holding_follow(&table->held[column], step);
	}
	say_locks(&text, table, column);
	return text_take(&text);
}

static bool row_fails(const struct row *row)
{
	for (size_t i = 0; i < row->steps; i++)
		if (row->first[i].failing)
			return true;
	return false;
}

static void print_cell(struct table *table, unsigned column, const char *words, enum ink ink)
{
	int room = (int)table->width - 2, length = (int)strlen(words);
	const char *dots = length > room ? "~" : "";

	paper_print(table->paper, "%*s", (int)(column * table->width), "");
	paper_ink(table->paper, ink, "%.*s%s", length > room ? room - 1 : room, words, dots);
	paper_print(table->paper, "\n");
}

static void print_row(struct table *table, const struct row *row, size_t number)
{
	unsigned column = column_of(table, row->first->thread);
	char *source = source_line(table, &row->first->spot), *words = row_words(table, column, row);
	char *cell = format_string("%u: %s", row->first->spot.line, source ? source : words);
	bool fails = row_fails(row);

	paper_print(table->paper, "%c%4zu  ", fails ? '>' : ' ', number);
	print_cell(table, column, cell, fails ? INK_RED : INK_BOLD);
	if (source != NULL) {
		paper_print(table->paper, "       ");
		print_cell(table, column, words, INK_FAINT);
	}
	free(cell);
	free(source);
	free(words);
}

static void print_rows(struct table *table, const struct row *rows, size_t used)
{
	for (size_t i = 0; i < used; i++) {
		if (used > ROWS && i == ROWS_HEAD) {
			size_t left_out = used - ROWS;

			paper_print(table->paper, "        ... %zu rows ...\n", left_out);
			i += left_out;
		}
		print_row(table, &rows[i], i + 1);
	}
}

static void print_heads(struct table *table)
{
	paper_print(table->paper, "       ");
	for (unsigned i = 0; i < table->nthreads; i++)
		paper_ink(table->paper, INK_CYAN, "%-*s",
			  i + 1 < table->nthreads ? (int)table->width : 0, table->threads[i]);
	paper_print(table->paper, "\n");
}

static void print_legend(struct paper *paper, const struct witness *witness)
{
	for (size_t i = 0; i < witness->nsteps; i++)
		if (witness->steps[i].failing) {
			paper_ink(paper, INK_FAINT, "       > from here on nothing can save it\n");
			return;
		}
}

void report_witness(struct paper *paper, const struct subject *subject,
		    const struct witness *witness)
{
	struct table table = {.paper = paper, .subject = subject};
	struct row *rows = calloc(witness->nsteps + 1, sizeof *rows);
	size_t used;

	if (rows == NULL)
		die("out of memory");
	used = make_rows(witness, rows);
	for (size_t i = 0; i < witness->nsteps; i++)
		column_of(&table, witness->steps[i].thread);
	qsort(table.threads, table.nthreads, sizeof *table.threads, by_name);
	if (table.nthreads > 0) {
		table.width = WIDTH / table.nthreads < WIDEST ? WIDTH / table.nthreads : WIDEST;
		print_heads(&table);
		print_rows(&table, rows, used);
	}
	print_legend(paper, witness);
	if (witness->cut)
		paper_print(paper, "        ... and more: only the first %d steps are kept\n",
			    WIRE_STEPS);
	free(table.file);
	free(table.text);
	free(rows);
}
