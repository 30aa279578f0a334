/* SPDX-License-Identifier: MIT */
#include "book_rows.h"

#include <stdlib.h>

#include "book_sql.h"
#include "text.h"

/*
 * One query for all questions: `last` numbers a submission's results from the last word backwards,
 * `turn_back` a student's submissions for a lab from the latest, `place` the same from the best.
 */
static const char query[] =
	"WITH word AS (SELECT *, row_number() OVER (PARTITION BY lab, source ORDER BY turn DESC)"
	" AS last FROM result),"
	" told AS (SELECT s.student, s.lab, s.path, s.source, s.first_seen, s.last_seen, s.turn,"
	" f.words, w.verdict, w.points, w.maximum, w.seconds, w.classes, w.headline,"
	" w.confinement, w.review, w.lab_hash, w.harness, w.graded,"
	" CASE WHEN ?4 THEN w.report END AS report, w.turn AS word_turn,"
	" dense_rank() OVER (PARTITION BY s.student, s.lab ORDER BY s.turn DESC) AS turn_back,"
	" row_number() OVER (PARTITION BY s.student, s.lab"
	" ORDER BY ifnull(w.points, -1) DESC, s.id) AS place"
	" FROM submission s"
	" LEFT JOIN word w ON w.lab = s.lab AND w.source = s.source AND (?3 = 3 OR w.last = 1)"
	" LEFT JOIN fault f ON f.lab = s.lab AND f.source = s.source)"
	" SELECT * FROM told WHERE (?1 IS NULL OR student = ?1) AND (?2 IS NULL OR lab = ?2)"
	" AND (?3 > 1 OR (?3 = 0 AND turn_back = 1) OR (?3 = 1 AND place = 1))"
	" ORDER BY lab, student, turn, word_turn";

static const char *text_of(sqlite3_stmt *row, int column)
{
	return (const char *)sqlite3_column_text(row, column);
}

/* In the order of the columns of `told`. */
static struct book_row row_of(sqlite3_stmt *row)
{
	return (struct book_row){
		.student = text_of(row, 0),
		.lab = text_of(row, 1),
		.path = text_of(row, 2),
		.source = text_of(row, 3),
		.first_seen = text_of(row, 4),
		.last_seen = text_of(row, 5),
		.fault = text_of(row, 7),
		.verdict = text_of(row, 8),
		.points = sqlite3_column_double(row, 9),
		.maximum = sqlite3_column_double(row, 10),
		.seconds = sqlite3_column_double(row, 11),
		.classes = text_of(row, 12),
		.headline = text_of(row, 13),
		.confinement = text_of(row, 14),
		.review = text_of(row, 15),
		.lab_hash = text_of(row, 16),
		.harness = text_of(row, 17),
		.graded = text_of(row, 18),
		.report = text_of(row, 19),
	};
}

bool book_rows(struct book *book, const struct book_question *question,
	       void (*each)(void *context, const struct book_row *row), void *context, char **error)
{
	sqlite3_stmt *statement =
		book_ask(book, error, query, "ssii", question->student, question->lab,
			 (long long)question->which, (long long)question->reports);
	char *why = NULL;

	if (statement == NULL)
		return false;
	while (book_next(book, statement, &why)) {
		const struct book_row row = row_of(statement);

		each(context, &row);
	}
	sqlite3_finalize(statement);
	if (why != NULL)
		*error = why;
	return why == NULL;
}

static const char *copy(const char *text)
{
	return text != NULL ? format_string("%s", text) : NULL;
}

struct book_row book_row_copy(const struct book_row *row)
{
	struct book_row new = *row;
	const char **const strings[] = {
		&new.student,	 &new.lab,	 &new.path,	   &new.source,
		&new.first_seen, &new.last_seen, &new.fault,	   &new.verdict,
		&new.classes,	 &new.headline,	 &new.confinement, &new.review,
		&new.lab_hash,	 &new.harness,	 &new.graded,	   &new.report};

	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		*strings[i] = copy(*strings[i]);
	return new;
}

void book_row_release(struct book_row *row)
{
	const char *const strings[] = {
		row->student,	 row->lab,	 row->path,	   row->source,
		row->first_seen, row->last_seen, row->fault,	   row->verdict,
		row->classes,	 row->headline,	 row->confinement, row->review,
		row->lab_hash,	 row->harness,	 row->graded,	   row->report};

	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		free((char *)strings[i]);
	*row = (struct book_row){0};
}
