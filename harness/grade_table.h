/* SPDX-License-Identifier: MIT */
/*
 * Grades for a person at a terminal: a line for each submission, and what most of them got wrong.
 *
 * Threads: a table belongs to one thread at a time.
 */
#ifndef RACELAB_GRADE_TABLE_H
#define RACELAB_GRADE_TABLE_H

#include "book_rows.h"
#include "paper.h"

/* Zeroed is empty. */
struct grade_table {
	struct book_row *rows; /* owned */
	size_t count;
};

/* Appends a copy. */
void grade_table_add(struct grade_table *table, const struct book_row *row);
void grade_table_release(struct grade_table *table);

/* As they are, with a line above each lab's. */
void grade_table_print(const struct grade_table *table, struct paper *paper);

/* Of each lab: how many points, and the classes of failure with how many have them, most often
 * first. */
void grade_table_summary(const struct grade_table *table, struct paper *paper);

/* How many were run less confined than could be, and why; nothing if none was. */
void grade_table_confinement(const struct grade_table *table, struct paper *paper);

#endif
