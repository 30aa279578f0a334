/* SPDX-License-Identifier: MIT */
#include "book.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "book_sql.h"
#include "die.h"
#include "process_id.h"
#include "seam.h"
#include "text.h"

/* How long somebody else's transaction may take, which is milliseconds. */
#define PATIENCE_MSEC 60000
/* Of a claim whose process cannot be asked about, being another machine's. */
#define LEASE_SECONDS 7200

void book_grade_release(struct book_grade *grade)
{
	free(grade->verdict);
	free(grade->classes);
	free(grade->headline);
	free(grade->confinement);
	free(grade->review);
	free(grade->report);
	*grade = (struct book_grade){0};
}

/* ---- opening ---- */

static bool prepare(struct book *book, char **error)
{
	sqlite3_busy_timeout(book->base, PATIENCE_MSEC);
	sqlite3_extended_result_codes(book->base, 1);
	/* EXTRA: what is committed survives even if the machine loses its power the next moment. */
	return sqlite3_exec(book->base,
			    "PRAGMA synchronous = EXTRA; PRAGMA trusted_schema = OFF;"
			    "PRAGMA cell_size_check = ON;",
			    NULL, NULL, NULL) == SQLITE_OK ||
	       book_failed(book, error);
}

static bool open_at(const char *path, int flags, struct book **book, char **error)
{
	struct book *new = calloc(1, sizeof *new);

	if (new == NULL)
		die("out of memory");
	new->path = format_string("%s", path != NULL ? path : BOOK_USUAL);
	*book = new;
	if (sqlite3_open_v2(new->path, &new->base, flags, NULL) != SQLITE_OK)
		return book_failed(new, error);
	return prepare(new, error);
}

/* The lock is taken before it is looked whether there is a book: two may begin one at once. */
static bool make_ready(struct book *book, char **error)
{
	if (sqlite3_db_readonly(book->base, "main") == 1) {
		*error = format_string(
			"the grade book %s may not be written; `chmod u+w %s`?, or name "
			"another with --book FILE",
			book->path, book->path);
		return false;
	}
	return book_begin(book, error) && book_schema(book, true, error) &&
	       book_commit(book, error);
}

bool book_open(const char *path, struct book **book, char **error)
{
	if (open_at(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, book, error) &&
	    make_ready(*book, error))
		return true;
	book_close(*book);
	*book = NULL;
	return false;
}

/* Opened for writing all the same where that is allowed: what a killed grader left is rolled back
 * so. */
bool book_open_there(const char *path, struct book **book, char **error)
{
	const char *name = path != NULL ? path : BOOK_USUAL;

	if (access(name, F_OK) != 0) {
		*error = format_string(
			"there is no grade book %s (%s): `racelab grade DIR` begins one; "
			"another is named with --book FILE",
			name, strerror(errno));
		return false;
	}
	if (open_at(path, SQLITE_OPEN_READWRITE, book, error) && book_schema(*book, false, error))
		return true;
	book_close(*book);
	*book = NULL;
	return false;
}

void book_close(struct book *book)
{
	if (book == NULL)
		return;
	/* With a transaction that is open this rolls it back. */
	sqlite3_close_v2(book->base);
	free(book->path);
	free(book);
}

/* ---- transactions ---- */

/* IMMEDIATE: who reads first and then writes would else find that another was faster. */
bool book_begin(struct book *book, char **error)
{
	if (book->depth++ > 0)
		return true;
	if (sqlite3_exec(book->base, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK)
		return true;
	book->depth--;
	return book_failed(book, error);
}

bool book_commit(struct book *book, char **error)
{
	if (book->depth == 0)
		bug("a transaction is ended that was not begun");
	if (--book->depth > 0)
		return true;
	if (sqlite3_exec(book->base, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
		return true;
	book_failed(book, error);
	sqlite3_exec(book->base, "ROLLBACK", NULL, NULL, NULL); /* a full disk may leave it open */
	return false;
}

/* Ends the transaction of one change: kept if it is whole. */
static bool end(struct book *book, bool done, char **error)
{
	if (done)
		return book_commit(book, error);
	if (--book->depth == 0)
		sqlite3_exec(book->base, "ROLLBACK", NULL, NULL, NULL);
	return false;
}

static char *now_text(char text[static 32])
{
	time_t now = time(NULL);
	struct tm parts;

	gmtime_r(&now, &parts);
	strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &parts);
	return text;
}

/* ---- what was handed in ---- */

/* Nothing is written where it is the latest already. */
static bool is_latest(struct book *book, const char *student, const struct book_key *key,
		      const char *path, bool *latest, char **error)
{
	sqlite3_stmt *statement = book_ask(
		book, error,
		"SELECT source = ?3 AND path = ?4 FROM submission WHERE student = ?1 AND lab = ?2"
		" ORDER BY turn DESC LIMIT 1",
		"ssss", student, key->lab, key->source, path);
	char *why = NULL;

	if (statement == NULL)
		return false;
	*latest = book_next(book, statement, &why) && sqlite3_column_int(statement, 0) != 0;
	sqlite3_finalize(statement);
	*error = why;
	return why == NULL;
}

static bool keep_source(struct book *book, const char *hash, const void *bytes, size_t count,
			const char *unfit, char **error)
{
	static const char sql[] =
		"INSERT OR IGNORE INTO source (hash, unfit, bytes) VALUES (?, ?, ?)";

	if (bytes == NULL)
		return book_do(book, error, sql, "ss", hash, unfit);
	return book_do(book, error, sql, "ssb", hash, unfit, bytes, count);
}

static bool keep_submission(struct book *book, const char *student, const struct book_key *key,
			    const char *path, char **error)
{
	char now[32];

	return book_do(
		book, error,
		"INSERT INTO submission (student, lab, source, path, first_seen, last_seen, turn)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1 + (SELECT ifnull(max(turn), 0) FROM "
		"submission))"
		" ON CONFLICT (student, lab, source) DO UPDATE SET path = excluded.path,"
		" last_seen = excluded.last_seen, turn = excluded.turn",
		"sssss", student, key->lab, key->source, path, now_text(now));
}

bool book_hand_in(struct book *book, const char *student, const struct book_key *key,
		  const char *path, const void *bytes, size_t count, const char *unfit,
		  char **error)
{
	bool latest;

	if (!is_latest(book, student, key, path, &latest, error))
		return false;
	if (latest)
		return true;
	return book_begin(book, error) &&
	       end(book,
		   keep_source(book, key->source, bytes, count, unfit, error) &&
			   keep_submission(book, student, key, path, error),
		   error);
}

bool book_bytes(struct book *book, const char *source, char **bytes, size_t *count, char **error)
{
	sqlite3_stmt *statement =
		book_ask(book, error, "SELECT bytes FROM source WHERE hash = ?", "s", source);

	char *why = NULL;

	*bytes = NULL;
	*count = 0;
	if (statement == NULL)
		return false;
	if (book_next(book, statement, &why) && sqlite3_column_type(statement, 0) == SQLITE_BLOB) {
		*count = (size_t)sqlite3_column_bytes(statement, 0);
		*bytes = malloc(*count + 1);
		if (*bytes == NULL)
			die("out of memory");
		memcpy(*bytes, sqlite3_column_blob(statement, 0), *count);
	}
	sqlite3_finalize(statement);
	*error = why;
	return why == NULL;
}

/* ---- what is in work ---- */

#define OF_KEY	 "lab = ?1 AND source = ?2 AND lab_hash = ?3 AND harness = ?4"
#define KEY(key) (key)->lab, (key)->source, (key)->lab_hash, (key)->harness

static bool look_up(struct book *book, const struct book_key *key, bool *known, bool *last,
		    char **error)
{
	sqlite3_stmt *statement = book_ask(
		book, error,
		"SELECT turn = (SELECT max(turn) FROM result WHERE lab = ?1 AND source = ?2)"
		" FROM result WHERE " OF_KEY,
		"ssss", KEY(key));
	char *why = NULL;

	if (statement == NULL)
		return false;
	*known = book_next(book, statement, &why);
	*last = *known && sqlite3_column_int(statement, 0) != 0;
	sqlite3_finalize(statement);
	*error = why;
	return why == NULL;
}

bool book_knows(struct book *book, const struct book_key *key, bool *known, char **error)
{
	bool last;

	if (!look_up(book, key, known, &last, error))
		return false;
	return !*known || last ||
	       book_do(book, error,
		       "UPDATE result SET turn = 1 + (SELECT max(turn) FROM result) WHERE " OF_KEY,
		       "ssss", KEY(key));
}

/* A process that has ended, or has another's number by now, holds nothing. */
static bool is_alive(sqlite3_stmt *row)
{
	const char *machine = (const char *)sqlite3_column_text(row, 0);

	if (machine == NULL || strcmp(machine, process_machine()) != 0)
		return time(NULL) - sqlite3_column_int64(row, 3) < LEASE_SECONDS;
	return process_started((pid_t)sqlite3_column_int64(row, 1)) == sqlite3_column_int64(row, 2);
}

static bool is_somebodys(struct book *book, const struct book_key *key, bool *somebodys,
			 char **error)
{
	sqlite3_stmt *statement = book_ask(
		book, error, "SELECT machine, pid, started, since FROM claim WHERE " OF_KEY, "ssss",
		KEY(key));
	char *why = NULL;

	if (statement == NULL)
		return false;
	*somebodys = book_next(book, statement, &why) && is_alive(statement);
	sqlite3_finalize(statement);
	*error = why;
	return why == NULL;
}

static bool put_claim(struct book *book, const struct book_key *key, char **error)
{
	return book_do(book, error,
		       "INSERT OR REPLACE INTO claim (lab, source, lab_hash, harness, machine, "
		       "pid, started,"
		       " since) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		       "sssssiii", KEY(key), process_machine(), (long long)getpid(),
		       process_started(getpid()), (long long)time(NULL));
}

static bool try_claim(struct book *book, const struct book_key *key, enum book_claim *claim,
		      char **error)
{
	bool known, somebodys = false;

	if (!book_knows(book, key, &known, error) ||
	    (!known && !is_somebodys(book, key, &somebodys, error)))
		return false;
	*claim = known ? BOOK_KNOWN : somebodys ? BOOK_SOMEBODYS : BOOK_CLAIMED;
	return *claim != BOOK_CLAIMED || put_claim(book, key, error);
}

bool book_claim(struct book *book, const struct book_key *key, enum book_claim *claim, char **error)
{
	return book_begin(book, error) && end(book, try_claim(book, key, claim, error), error);
}

/* ---- what came of it ---- */

static bool end_claim(struct book *book, const struct book_key *key, char **error)
{
	return book_do(book, error, "DELETE FROM claim WHERE " OF_KEY, "ssss", KEY(key));
}

static bool put_result(struct book *book, const struct book_key *key,
		       const struct book_grade *grade, char **error)
{
	char now[32];

	return book_do(
		book, error,
		"INSERT OR IGNORE INTO result (lab, source, lab_hash, harness, verdict, points,"
		" maximum, classes, headline, confinement, review, report, graded, seconds, turn)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		" 1 + (SELECT ifnull(max(turn), 0) FROM result))",
		"sssssddssssssd", KEY(key), grade->verdict, grade->points, grade->maximum,
		grade->classes, grade->headline, grade->confinement, grade->review, grade->report,
		now_text(now), grade->seconds);
}

static bool end_fault(struct book *book, const struct book_key *key, char **error)
{
	return book_do(book, error, "DELETE FROM fault WHERE lab = ? AND source = ?", "ss",
		       key->lab, key->source);
}

static bool finish(struct book *book, const struct book_key *key, const struct book_grade *grade,
		   char **error)
{
	if (!put_result(book, key, grade, error))
		return false;
	seam("record");
	return end_claim(book, key, error) && end_fault(book, key, error);
}

bool book_record(struct book *book, const struct book_key *key, const struct book_grade *grade,
		 char **error)
{
	return book_begin(book, error) && end(book, finish(book, key, grade, error), error);
}

bool book_fault(struct book *book, const struct book_key *key, const char *words, char **error)
{
	char now[32];

	return book_begin(book, error) &&
	       end(book,
		   book_do(book, error,
			   "INSERT OR REPLACE INTO fault (lab, source, words, seen)"
			   " VALUES (?, ?, ?, ?)",
			   "ssss", key->lab, key->source, words, now_text(now)) &&
			   end_claim(book, key, error),
		   error);
}
