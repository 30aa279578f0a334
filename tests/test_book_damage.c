/* SPDX-License-Identifier: MIT */
/* The grade book: what it refuses, and that nothing is lost when it cannot write. */
#include "../harness/files.h"
#include "../harness/text.h"
#include "little_book.h"
#include "little_class.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- what it refuses ---- */

static char *contents(void)
{
	size_t count;
	char *text = files_read(in_class("g.db"), &count);
	char hex[DIGEST_HEX];

	assert_non_null(text);
	digest_of(text, count, hex);
	free(text);
	return format_string("%s", hex);
}

/* With these words, and the file as it was. */
static void assert_refused(const char *part)
{
	char *before = contents(), *after, *error = NULL;
	struct book *book;

	assert_false(book_open(in_class("g.db"), &book, &error));
	class_says(error, part);
	class_says(error, "g.db");
	free(error);
	error = NULL;
	assert_false(book_open_there(in_class("g.db"), &book, &error));
	class_says(error, part);
	free(error);
	after = contents();
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void a_text_is_no_book(void **state)
{
	(void)state;
	class_put("g.db",
		  "student,points\nann,10\nand so on, for more than a hundred bytes, since a "
		  "shorter one would be taken for a book that was begun and never written\n");
	assert_refused("no grade book");
}

static void somebody_elses_database_is_no_book(void **state)
{
	(void)state;
	free(class_sql("g.db", "CREATE TABLE photos (name TEXT)"));
	assert_refused("is an SQLite database, but no grade book");
}

static void a_newer_book_is_left_to_a_newer_racelab(void **state)
{
	(void)state;
	book_close(little_book());
	free(class_sql("g.db", "PRAGMA user_version = 2"));
	assert_refused("was written by a newer racelab");
}

static void a_damaged_book_is_not_touched(void **state)
{
	struct book_grade grade = little_grade("{}");
	struct book *book = little_book();
	char *error = NULL, *bytes;
	size_t count;

	(void)state;
	little_hand_in(book);
	assert_true(book_record(book, &little_key, &grade, &error));
	book_close(book);
	bytes = files_read(in_class("g.db"), &count);
	assert_non_null(bytes);
	assert_true(count > 4 * 4096);
	memset(bytes + 4096, 0x5a, count - 2 * 4096); /* all pages but the first and the last */
	class_put_bytes("g.db", bytes, count);
	free(bytes);
	assert_refused("damaged");
}

static void a_book_cut_short_is_not_touched(void **state)
{
	char *bytes;
	size_t count;

	(void)state;
	book_close(little_book());
	bytes = files_read(in_class("g.db"), &count);
	class_put_bytes("g.db", bytes, count / 2);
	free(bytes);
	assert_refused("damaged");
}

static void a_book_that_is_not_there_is_not_begun_by_asking(void **state)
{
	struct book *book;
	char *error = NULL;

	(void)state;
	assert_false(book_open_there(in_class("g.db"), &book, &error));
	class_says(error, "there is no grade book");
	free(error);
	assert_int_not_equal(access(in_class("g.db"), F_OK), 0);
}

/* In a child that may not write there, as which root must become somebody else. */
static int as_another(void (*run)(void))
{
	pid_t pid = fork();

	if (pid == 0) {
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(98);
		run();
		_exit(0);
	}
	return class_await(pid);
}

static void expect_words(bool done, char *error, const char *part)
{
	if (done || error == NULL || strstr(error, part) == NULL) {
		fprintf(stderr, "no \"%s\" in: %s\n", part, error != NULL ? error : "nothing");
		_exit(1);
	}
	free(error);
}

static void open_to_write(void)
{
	struct book *book;
	char *error = NULL;
	bool done = book_open(in_class("g.db"), &book, &error);

	expect_words(done, error, "may not be written");
}

static void open_a_new_one(void)
{
	struct book *book;
	char *error = NULL;
	bool done = book_open(in_class("new.db"), &book, &error);

	expect_words(done, error, "must be writable");
}

/* It can be read, and what is not to be written is said when it is. */
static void open_and_write(void)
{
	struct book *book;
	char *error = NULL;
	bool known, done;

	if (!book_open_there(in_class("g.db"), &book, &error) ||
	    !book_knows(book, &little_key, &known, &error) || !known)
		_exit(2);
	done = book_fault(book, &little_key, "x", &error);
	expect_words(done, error, "must be writable");
	book_close(book);
}

static void a_read_only_book_can_be_read_and_not_written(void **state)
{
	struct book_grade grade = little_grade("{}");
	struct book *book = little_book();
	char *error = NULL;

	(void)state;
	little_hand_in(book);
	assert_true(book_record(book, &little_key, &grade, &error));
	book_close(book);
	assert_int_equal(chmod(in_class("g.db"), 0444) | chmod(in_class("."), 0555), 0);
	assert_int_equal(as_another(open_to_write), 0);
	assert_int_equal(as_another(open_a_new_one), 0);
	assert_int_equal(as_another(open_and_write), 0);
	assert_int_equal(chmod(in_class("."), 0700), 0);
}

/* The limit stands for a disk that is full: the next byte cannot be written. */
static void write_too_much(void)
{
	struct rlimit limit = {64 * 1024, 64 * 1024};
	char *report = malloc(1 << 20), *error = NULL;
	struct book_key other = little_key;
	struct book_grade grade;
	struct book *book;
	bool done;

	memset(report, 'x', (1 << 20) - 1);
	report[(1 << 20) - 1] = '\0';
	grade = little_grade(report);
	signal(SIGXFSZ, SIG_IGN);
	strcpy(other.harness, "dd");
	if (!book_open(in_class("g.db"), &book, &error) || setrlimit(RLIMIT_FSIZE, &limit) != 0)
		_exit(2);
	done = book_record(book, &other, &grade, &error);
	expect_words(done, error, "make room and call again");
	book_close(book);
	_exit(0);
}

static void a_full_disk_loses_nothing_that_was_there(void **state)
{
	struct book_grade grade = little_grade("{}");
	struct book *book = little_book();
	char *error = NULL;
	pid_t pid;

	(void)state;
	little_hand_in(book);
	assert_true(book_record(book, &little_key, &grade, &error));
	book_close(book);
	pid = fork();
	if (pid == 0)
		write_too_much();
	assert_int_equal(class_await(pid), 0);
	book_close(little_book());
	little_assert_sql("SELECT harness, report FROM result; PRAGMA integrity_check", "cc|{}\nok\n");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, little_class_begin, little_class_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_text_is_no_book),
		CASE(somebody_elses_database_is_no_book),
		CASE(a_newer_book_is_left_to_a_newer_racelab),
		CASE(a_damaged_book_is_not_touched),
		CASE(a_book_cut_short_is_not_touched),
		CASE(a_book_that_is_not_there_is_not_begun_by_asking),
		CASE(a_read_only_book_can_be_read_and_not_written),
		CASE(a_full_disk_loses_nothing_that_was_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
