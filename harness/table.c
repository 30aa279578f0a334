/* SPDX-License-Identifier: MIT */
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "text.h"

#define CELL 512 /* more than all kinds of findings take */

/* What was seen of one kind in one cell, and what was to be expected. */
struct seen {
	bool found, real;	/* real: no known false alarm */
	enum how_often starter; /* as declared */
	bool chance;		/* not declared, but another checker's row makes it no surprise */
};

static struct seen look(const struct table_row *row, const struct result *result, unsigned kind)
{
	struct seen seen = {0};

	if (row->starter)
		seen.starter = verdict_declared(row->lab, result->checker, kind);
	if (row->starter && seen.starter == NEVER)
		seen.chance = verdict_expects(row->lab, result->checker, kind) != NEVER;
	for (size_t i = 0; i < result->findings.count; i++)
		if (result->findings.items[i].kind == kind) {
			seen.found = true;
			seen.real = seen.real || !result->findings.items[i].known_false;
		}
	return seen;
}

static bool is_silent(const struct result *result)
{
	return result->status == STATUS_SKIPPED || result->status == STATUS_ERROR;
}

static bool is_surprise(const struct seen *seen)
{
	return (seen->found && seen->real && seen->starter == NEVER && !seen->chance) ||
	       (!seen->found && seen->starter == ALWAYS);
}

static void add_word(char *cell, const char *before, unsigned kind, const char *mark)
{
	size_t used = strlen(cell);

	snprintf(cell + used, CELL - used, "%s%s%s%s", used > 0 ? ", " : "", before,
		 finding_kind_name(kind), mark);
}

/* "data-race", "data-race*", "deadlock!", "no deadlock!"; "clean" where there is nothing. */
static void cell_as_found(const struct table_row *row, const struct result *result, char *cell)
{
	cell[0] = '\0';
	for (unsigned kind = 0; kind < FINDING_KINDS; kind++) {
		struct seen seen = look(row, result, kind);
		const char *mark = is_surprise(&seen) ? "!" : seen.found && !seen.real ? "*" : "";

		if (seen.found)
			add_word(cell, "", kind, mark);
		else if (seen.starter == ALWAYS && !is_silent(result))
			add_word(cell, "no ", kind, mark);
	}
	if (cell[0] == '\0')
		snprintf(cell, CELL, "%s",
			 is_silent(result) ? status_name(result->status) : "clean");
}

/* As above, in Markdown, and the same each time: chance is printed as chance. */
static void cell_lasting(const struct table_row *row, const struct result *result, char *cell)
{
	cell[0] = '\0';
	for (unsigned kind = 0; kind < FINDING_KINDS; kind++) {
		struct seen seen = look(row, result, kind);

		if (seen.starter == SOMETIMES)
			add_word(cell, "sometimes ", kind, "");
		else if (seen.found && !seen.chance)
			add_word(cell, "", kind, seen.real ? "" : "\\*");
	}
	if (cell[0] == '\0')
		snprintf(cell, CELL, "%s",
			 is_silent(result) ? status_name(result->status) : "clean");
}

struct table_row *table_add(struct table *table)
{
	table->rows = reallocarray(table->rows, table->count + 1, sizeof *table->rows);
	if (table->rows == NULL)
		die("out of memory");
	table->rows[table->count] = (struct table_row){0};
	return &table->rows[table->count++];
}

void table_release(struct table *table)
{
	for (size_t i = 0; i < table->count; i++)
		checking_release(&table->rows[i].checking);
	free(table->rows);
	*table = (struct table){0};
}

static size_t column_width(const struct table *table, unsigned column)
{
	size_t widest = strlen(table->rows[0].checking.results[column].checker);
	char cell[CELL];

	for (size_t i = 0; i < table->count; i++) {
		cell_as_found(&table->rows[i], &table->rows[i].checking.results[column], cell);
		if (strlen(cell) > widest)
			widest = strlen(cell);
	}
	return widest;
}

static void text_row(struct paper *paper, const struct table *table, const struct table_row *row)
{
	char cell[CELL];

	paper_ink(paper, INK_BOLD, "%-22s", row->starter ? row->name : "");
	paper_print(paper, " %-9s", row->starter ? "starter" : "reference");
	for (unsigned i = 0; i < row->checking.count; i++) {
		cell_as_found(row, &row->checking.results[i], cell);
		paper_print(paper, "  ");
		paper_ink(paper, strchr(cell, '!') != NULL ? INK_RED : INK_PLAIN, "%-*s",
			  (int)column_width(table, i), cell);
	}
	paper_print(paper, "\n");
}

void table_text(struct paper *paper, const struct table *table)
{
	if (table->count == 0)
		return;
	paper_print(paper, "%-22s %-9s", "lab", "file");
	for (unsigned i = 0; i < table->rows[0].checking.count; i++)
		paper_print(paper, "  %-*s", (int)column_width(table, i),
			    table->rows[0].checking.results[i].checker);
	paper_print(paper, "\n");
	for (size_t i = 0; i < table->count; i++)
		text_row(paper, table, &table->rows[i]);
	paper_print(paper, "\n* known false alarm, declared by the lab; does not count\n");
	if (table_surprises(table) > 0)
		paper_ink(paper, INK_RED, "! not as the lab declares it in its scenario.c\n");
}

char *table_markdown(const struct table *table)
{
	struct paper paper;
	char cell[CELL];

	paper_init(&paper, false);
	paper_print(&paper, TABLE_BEGIN "\n| lab | file |");
	for (unsigned i = 0; table->count > 0 && i < table->rows[0].checking.count; i++)
		paper_print(&paper, " %s |", table->rows[0].checking.results[i].checker);
	paper_print(&paper, "\n|---|---|");
	for (unsigned i = 0; table->count > 0 && i < table->rows[0].checking.count; i++)
		paper_print(&paper, "---|");
	for (size_t r = 0; r < table->count; r++) {
		const struct table_row *row = &table->rows[r];

		paper_print(&paper, "\n| %s | %s |", row->name,
			    row->starter ? "starter" : "reference");
		for (unsigned i = 0; i < row->checking.count; i++) {
			cell_lasting(row, &row->checking.results[i], cell);
			paper_print(&paper, " %s |", cell);
		}
	}
	paper_print(&paper, "\n" TABLE_END "\n");
	return paper_take(&paper);
}

unsigned table_surprises(const struct table *table)
{
	unsigned count = 0;

	for (size_t r = 0; r < table->count; r++) {
		const struct table_row *row = &table->rows[r];

		for (unsigned i = 0; i < row->checking.count; i++) {
			for (unsigned kind = 0; kind < FINDING_KINDS; kind++) {
				struct seen seen = look(row, &row->checking.results[i], kind);

				count +=
					!is_silent(&row->checking.results[i]) && is_surprise(&seen);
			}
		}
	}
	return count;
}

char *table_insert(const char *text, const char *markdown)
{
	const char *begin = strstr(text, TABLE_BEGIN), *end;
	char *result;

	end = begin != NULL ? strstr(begin, TABLE_END) : NULL;
	if (end == NULL)
		return NULL;
	end += strlen(TABLE_END);
	end += *end == '\n';
	result = format_string("%.*s%s%s", (int)(begin - text), text, markdown, end);
	return result;
}
