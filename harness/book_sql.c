/* SPDX-License-Identifier: MIT */
#include "book_sql.h"

#include <stdarg.h>
#include <stddef.h>

#include "text.h"

/* The likely cause and the mend; the words before it are SQLite's own. */
static const char *mend(int code)
{
	switch (code & 0xff) {
	case SQLITE_FULL:
		return "the disk is full; make room and call again";
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return "the file and the folder that it is in must be writable; name another book "
		       "with --book FILE";
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return "the file is damaged or no grade book, and stays as it is; try `sqlite3 "
		       "FILE "
		       ".recover`, or name another book with --book FILE";
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return "another program holds it; end that and call again";
	case SQLITE_IOERR:
		return "the disk, or a limit of its use, is at fault; make room and call again";
	default:
		return "call again, and if it stays so, name another book with --book FILE";
	}
}

bool book_failed(struct book *book, char **error)
{
	int code = sqlite3_extended_errcode(book->base);

	*error = format_string("the grade book %s: %s (%s): %s.  What was graded before is kept",
			       book->path, sqlite3_errmsg(book->base), sqlite3_errstr(code),
			       mend(code));
	return false;
}

/* False: no memory. */
static bool bind(sqlite3_stmt *statement, int place, char type, va_list *values)
{
	const void *bytes;

	switch (type) {
	case 's':
		return sqlite3_bind_text(statement, place, va_arg(*values, const char *), -1,
					 SQLITE_TRANSIENT) == SQLITE_OK;
	case 'i':
		return sqlite3_bind_int64(statement, place, va_arg(*values, long long)) ==
		       SQLITE_OK;
	case 'd':
		return sqlite3_bind_double(statement, place, va_arg(*values, double)) == SQLITE_OK;
	default:
		bytes = va_arg(*values, const void *);
		return sqlite3_bind_blob64(statement, place, bytes, va_arg(*values, size_t),
					   SQLITE_TRANSIENT) == SQLITE_OK;
	}
}

static sqlite3_stmt *prepare(struct book *book, char **error, const char *sql, const char *types,
			     va_list *values)
{
	sqlite3_stmt *statement;
	bool bound = true;

	if (sqlite3_prepare_v2(book->base, sql, -1, &statement, NULL) != SQLITE_OK) {
		book_failed(book, error);
		return NULL;
	}
	for (int i = 0; types[i] != '\0' && bound; i++)
		bound = bind(statement, i + 1, types[i], values);
	if (bound)
		return statement;
	book_failed(book, error);
	sqlite3_finalize(statement);
	return NULL;
}

sqlite3_stmt *book_ask(struct book *book, char **error, const char *sql, const char *types, ...)
{
	sqlite3_stmt *statement;
	va_list values;

	va_start(values, types);
	statement = prepare(book, error, sql, types, &values);
	va_end(values);
	return statement;
}

bool book_next(struct book *book, sqlite3_stmt *statement, char **error)
{
	int code = sqlite3_step(statement);

	return code == SQLITE_ROW || (code != SQLITE_DONE && book_failed(book, error));
}

bool book_do(struct book *book, char **error, const char *sql, const char *types, ...)
{
	sqlite3_stmt *statement;
	va_list values;
	char *why = NULL;

	va_start(values, types);
	statement = prepare(book, error, sql, types, &values);
	va_end(values);
	if (statement == NULL)
		return false;
	while (book_next(book, statement, &why))
		;
	sqlite3_finalize(statement);
	if (why != NULL)
		*error = why;
	return why == NULL;
}
