/* SPDX-License-Identifier: MIT */
/* What a grade book consists of, and whether a file is one. */
#include "book.h"

#include <stdlib.h>

#include "book_sql.h"
#include "text.h"

/* "RlGb": what `file` can know a book by. */
#define APPLICATION 0x526c4762
/* Raised when what is in a book means something else than before. */
#define VERSION 1

/*
 * source      what was handed in, byte by byte, so that it can be graded again when its file is
 * gone; without bytes: why there is nothing to grade. submission  who handed it in for which lab;
 * the highest turn is the latest. result      what came of it; the highest turn is the last word.
 * claim       what is in work now, and which process has it.
 * fault       what could not be graded the last time, and why.
 */
static const char tables[] =
	"CREATE TABLE source (hash TEXT PRIMARY KEY, bytes BLOB, unfit TEXT);"
	"CREATE TABLE submission (id INTEGER PRIMARY KEY, student TEXT NOT NULL, lab TEXT NOT NULL,"
	" source TEXT NOT NULL REFERENCES source (hash), path TEXT NOT NULL,"
	" first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, turn INTEGER NOT NULL,"
	" UNIQUE (student, lab, source));"
	"CREATE TABLE result (id INTEGER PRIMARY KEY, lab TEXT NOT NULL,"
	" source TEXT NOT NULL REFERENCES source (hash), lab_hash TEXT NOT NULL,"
	" harness TEXT NOT NULL, verdict TEXT NOT NULL, points REAL NOT NULL,"
	" maximum REAL NOT NULL, classes TEXT NOT NULL, headline TEXT NOT NULL,"
	" confinement TEXT NOT NULL, review TEXT NOT NULL, report TEXT,"
	" graded TEXT NOT NULL, seconds REAL NOT NULL, turn INTEGER NOT NULL,"
	" UNIQUE (lab, source, lab_hash, harness));"
	"CREATE TABLE claim (lab TEXT NOT NULL, source TEXT NOT NULL, lab_hash TEXT NOT NULL,"
	" harness TEXT NOT NULL, machine TEXT NOT NULL, pid INTEGER NOT NULL,"
	" started INTEGER NOT NULL, since INTEGER NOT NULL,"
	" PRIMARY KEY (lab, source, lab_hash, harness));"
	"CREATE TABLE fault (lab TEXT NOT NULL, source TEXT NOT NULL, words TEXT NOT NULL,"
	" seen TEXT NOT NULL, PRIMARY KEY (lab, source));";

static bool number(struct book *book, const char *sql, long long *value, char **error)
{
	sqlite3_stmt *statement = book_ask(book, error, sql, "");
	bool got;

	if (statement == NULL)
		return false;
	got = book_next(book, statement, error);
	if (got)
		*value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return got;
}

static bool create(struct book *book, char **error)
{
	char *marks = format_string("PRAGMA application_id = %d; PRAGMA user_version = %d;",
				    APPLICATION, VERSION);
	bool made = sqlite3_exec(book->base, tables, NULL, NULL, NULL) == SQLITE_OK &&
		    sqlite3_exec(book->base, marks, NULL, NULL, NULL) == SQLITE_OK;

	free(marks);
	if (!made)
		book_failed(book, error);
	return made;
}

/* Also finds out what is damaged: each page is looked at. */
static bool is_sound(struct book *book, char **error)
{
	sqlite3_stmt *statement = book_ask(book, error, "PRAGMA quick_check(1)", "");
	bool sound;
	const char *says;

	if (statement == NULL)
		return false;
	sound = book_next(book, statement, error);
	says = sound ? (const char *)sqlite3_column_text(statement, 0) : NULL;
	if (sound && (says == NULL || sqlite3_stricmp(says, "ok") != 0)) {
		*error = format_string(
			"the grade book %s is damaged (%s) and stays as it is; try "
			"`sqlite3 %s .recover`, or name another book with --book FILE",
			book->path, says != NULL ? says : "?", book->path);
		sound = false;
	}
	sqlite3_finalize(statement);
	return sound;
}

static bool refuse(char **error, char *words)
{
	*error = words;
	return false;
}

static bool is_known(struct book *book, long long application, long long version, char **error)
{
	if (application != APPLICATION)
		return refuse(error,
			      format_string("%s is an SQLite database, but no grade book; name "
					    "another file with --book FILE",
					    book->path));
	if (version > VERSION)
		return refuse(error,
			      format_string("the grade book %s was written by a newer racelab "
					    "(version %lld of the book; this one knows %d) and "
					    "stays as it is; use that racelab",
					    book->path, version, VERSION));
	return is_sound(book, error);
}

bool book_schema(struct book *book, bool may_create, char **error)
{
	long long application, version, things;

	if (!number(book, "PRAGMA application_id", &application, error) ||
	    !number(book, "PRAGMA user_version", &version, error) ||
	    !number(book, "SELECT count(*) FROM sqlite_master", &things, error))
		return false;
	if (application == 0 && version == 0 && things == 0) {
		if (may_create)
			return create(book, error);
		return refuse(error,
			      format_string("the grade book %s is empty: nothing has been graded "
					    "into it",
					    book->path));
	}
	return is_known(book, application, version, error);
}
