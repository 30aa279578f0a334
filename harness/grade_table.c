/* SPDX-License-Identifier: MIT */
#include "grade_table.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "text.h"

#define NAME_LEAST 8
#define NAME_MOST  32
#define CLASSES	   32 /* kinds of findings, and those that only grading knows */

void grade_table_add(struct grade_table *table, const struct book_row *row)
{
	table->rows = reallocarray(table->rows, table->count + 1, sizeof *table->rows);
	if (table->rows == NULL)
		die("out of memory");
	table->rows[table->count++] = book_row_copy(row);
}

void grade_table_release(struct grade_table *table)
{
	for (size_t i = 0; i < table->count; i++)
		book_row_release(&table->rows[i]);
	free(table->rows);
	*table = (struct grade_table){0};
}

/* ---- lines ---- */

/* Characters and not bytes, so that columns stand below each other. */
static int width_of(const char *text)
{
	int width = 0;

	for (; *text != '\0'; text++)
		width += (*text & 0xc0) != 0x80;
	return width;
}

static int name_width(const struct grade_table *table)
{
	int width = NAME_LEAST;

	for (size_t i = 0; i < table->count; i++)
		if (width_of(table->rows[i].student) > width)
			width = width_of(table->rows[i].student);
	return width < NAME_MOST ? width : NAME_MOST;
}

static enum ink ink_of(const struct book_row *row)
{
	if (row->verdict == NULL)
		return INK_YELLOW;
	return row->points >= row->maximum ? INK_GREEN : row->points > 0 ? INK_PLAIN : INK_RED;
}

static const char *points_text(const struct book_row *row, char text[static 32])
{
	if (row->verdict == NULL)
		snprintf(text, 32, "-");
	else
		snprintf(text, 32, "%.4g/%.4g", row->points, row->maximum);
	return text;
}

static void print_row(const struct book_row *row, int width, struct paper *paper)
{
	int pad = width - width_of(row->student);
	char points[32];

	paper_print(paper, "  %s%*s ", row->student, pad > 0 ? pad : 0, "");
	paper_ink(paper, ink_of(row), "%9s  %-16s", points_text(row, points),
		  row->verdict != NULL ? row->verdict : "not graded");
	if (row->verdict == NULL)
		paper_print(paper, " %s", row->fault != NULL ? row->fault : "");
	else
		paper_print(paper, " %s", row->headline);
	if (row->verdict != NULL && row->review[0] != '\0')
		paper_ink(paper, INK_YELLOW, " [look at it: %s]", row->review);
	paper_print(paper, "\n");
}

void grade_table_print(const struct grade_table *table, struct paper *paper)
{
	int width = name_width(table);

	for (size_t i = 0; i < table->count; i++) {
		if (i == 0 || strcmp(table->rows[i].lab, table->rows[i - 1].lab) != 0)
			paper_ink(paper, INK_BOLD, "%s%s\n", i > 0 ? "\n" : "", table->rows[i].lab);
		print_row(&table->rows[i], width, paper);
	}
}

/* ---- the summary ---- */

struct class
{
	char name[32];
	unsigned times;
};

struct sums {
	size_t count, graded, full;
	double points, maximum;
	struct class classes[CLASSES];
	unsigned nclasses;
};

static void count_class(struct sums *sums, const char *name, size_t length)
{
	unsigned i = 0;

	while (i < sums->nclasses && (strncmp(sums->classes[i].name, name, length) != 0 ||
				      sums->classes[i].name[length] != '\0'))
		i++;
	if (i == CLASSES || length >= sizeof sums->classes[i].name)
		return;
	if (i == sums->nclasses) {
		sums->nclasses++;
		snprintf(sums->classes[i].name, sizeof sums->classes[i].name, "%.*s", (int)length,
			 name);
	}
	sums->classes[i].times++;
}

static void count_row(struct sums *sums, const struct book_row *row)
{
	sums->count++;
	if (row->verdict == NULL)
		return;
	sums->graded++;
	sums->full += row->points >= row->maximum;
	sums->points += row->points;
	sums->maximum = row->maximum;
	for (const char *at = row->classes; *at != '\0';) {
		size_t length = strcspn(at, ",");

		count_class(sums, at, length);
		at += length + (at[length] == ',');
	}
}

static int most_often_first(const void *a, const void *b)
{
	const struct class *left = a, *right = b;

	if (left->times != right->times)
		return left->times > right->times ? -1 : 1;
	return strcmp(left->name, right->name);
}

static void print_sums(struct sums *sums, const char *lab, struct paper *paper)
{
	char count[64];

	paper_ink(paper, INK_BOLD, "%s", lab);
	paper_print(paper, ": %s", paper_plural(sums->count, "submission", count));
	if (sums->graded < sums->count)
		paper_ink(paper, INK_YELLOW, ", %zu not graded", sums->count - sums->graded);
	if (sums->graded > 0)
		paper_print(paper, ", %zu with all points, %.2f of %.4g points on average",
			    sums->full, sums->points / (double)sums->graded, sums->maximum);
	paper_print(paper, "\n");
	qsort(sums->classes, sums->nclasses, sizeof *sums->classes, most_often_first);
	for (unsigned i = 0; i < sums->nclasses; i++)
		paper_print(paper, "  %5u  %s\n", sums->classes[i].times, sums->classes[i].name);
}

void grade_table_summary(const struct grade_table *table, struct paper *paper)
{
	struct sums sums = {0};

	for (size_t i = 0; i < table->count; i++) {
		count_row(&sums, &table->rows[i]);
		if (i + 1 < table->count && strcmp(table->rows[i + 1].lab, table->rows[i].lab) == 0)
			continue;
		print_sums(&sums, table->rows[i].lab, paper);
		sums = (struct sums){0};
	}
}

static bool ran_less_confined(const struct book_row *row)
{
	return row->confinement != NULL && (strcmp(row->confinement, "none") == 0 ||
					    strncmp(row->confinement, "partial", 7) == 0);
}

void grade_table_confinement(const struct grade_table *table, struct paper *paper)
{
	const char *why = NULL;
	size_t count = 0;

	for (size_t i = 0; i < table->count; i++) {
		if (!ran_less_confined(&table->rows[i]))
			continue;
		why = table->rows[i].confinement;
		count++;
	}
	if (count > 0)
		paper_ink(paper, INK_YELLOW,
			  "%zu of %zu less confined than could be (%s); `racelab doctor` says the "
			  "mend\n",
			  count, table->count, why);
}
