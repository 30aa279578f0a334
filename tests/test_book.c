/* SPDX-License-Identifier: MIT */
/* The grade book: what it keeps, and who has what in work. */
#include "../harness/process_id.h"
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
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- what it keeps ---- */

static void a_result_is_known_by_all_four_and_only_by_them(void **state)
{
	struct book_grade grade = little_grade("{}");
	struct book_key other = little_key;
	struct book *book = little_book();
	char *error = NULL;
	bool known;

	(void)state;
	little_hand_in(book);
	assert_true(book_record(book, &little_key, &grade, &error));
	assert_true(book_knows(book, &little_key, &known, &error) && known);
	strcpy(other.harness, "cd");
	assert_true(book_knows(book, &other, &known, &error) && !known);
	other = little_key;
	strcpy(other.lab_hash, "bc");
	assert_true(book_knows(book, &other, &known, &error) && !known);
	other = little_key;
	strcpy(other.source, "ab");
	assert_true(book_knows(book, &other, &known, &error) && !known);
	book_close(book);
}

static void the_first_result_of_two_stays(void **state)
{
	struct book_grade grade = little_grade("first");
	struct book *book = little_book();
	char *error = NULL;

	(void)state;
	little_hand_in(book);
	assert_true(book_record(book, &little_key, &grade, &error));
	grade.report = (char *)"second";
	assert_true(book_record(book, &little_key, &grade, &error));
	book_close(book);
	little_assert_sql("SELECT report, points FROM result", "first|2.5\n");
}

static void bytes_come_back_as_they_were(void **state)
{
	static const char odd[] = "a\0b\xff\n";
	struct book *book = little_book();
	char *error = NULL, *bytes;
	size_t count;

	(void)state;
	assert_true(
		book_hand_in(book, "ann", &little_key, "in/ann.c", odd, sizeof odd, NULL, &error));
	assert_true(book_bytes(book, "aa", &bytes, &count, &error));
	assert_int_equal(count, sizeof odd);
	assert_memory_equal(bytes, odd, sizeof odd);
	free(bytes);
	assert_true(book_bytes(book, "nothing", &bytes, &count, &error));
	assert_null(bytes);
	book_close(book);
}

static void who_hands_in_the_same_again_makes_it_the_latest(void **state)
{
	struct book_key second = little_key;
	struct book *book = little_book();
	char *error = NULL;

	(void)state;
	strcpy(second.source, "a2");
	little_hand_in(book);
	assert_true(book_hand_in(book, "ann", &second, "in/ann.c", "two", 3, NULL, &error));
	little_assert_sql("SELECT source FROM submission ORDER BY turn", "aa\na2\n");
	little_hand_in(book);
	little_hand_in(book);
	book_close(book);
	little_assert_sql("SELECT source, turn FROM submission ORDER BY turn", "a2|2\naa|3\n");
}

/* ---- who has what in work ---- */

static void what_a_living_process_has_is_left_to_it_and_a_dead_ones_is_taken_over(void **state)
{
	int done[2], end[2];
	struct book *book;
	char byte = 0;
	pid_t pid;

	(void)state;
	book_close(little_book());
	assert_int_equal(pipe(done) | pipe(end), 0);
	pid = fork();
	if (pid == 0) {
		close(end[1]);
		byte = (char)little_claim(little_book());
		if (write(done[1], &byte, 1) != 1 || read(end[0], &byte, 1) != 0)
			_exit(99);
		_exit(0);
	}
	close(end[0]);
	assert_int_equal(read(done[0], &byte, 1), 1);
	assert_int_equal(byte, BOOK_CLAIMED);
	book = little_book();
	assert_int_equal(little_claim(book), BOOK_SOMEBODYS);
	close(end[1]);
	assert_int_equal(class_await(pid), 0);
	assert_int_equal(little_claim(book), BOOK_CLAIMED);
	book_close(book);
}

static void put_claim(const char *machine, pid_t pid, long long started, const char *since)
{
	char *sql = format_string(
		"INSERT OR REPLACE INTO claim VALUES ('%s', '%s', '%s', '%s', '%s', %d,"
		" %lld, %s)",
		little_key.lab, little_key.source, little_key.lab_hash, little_key.harness, machine,
		(int)pid, started, since);

	free(class_sql("g.db", sql));
	free(sql);
}

static void a_process_with_anothers_number_has_nothing(void **state)
{
	struct book *book = little_book();

	(void)state;
	put_claim(process_machine(), getppid(), process_started(getppid()), "0");
	assert_int_equal(little_claim(book), BOOK_SOMEBODYS);
	put_claim(process_machine(), getppid(), process_started(getppid()) - 1, "0");
	assert_int_equal(little_claim(book), BOOK_CLAIMED);
	book_close(book);
}

static void another_machines_claim_holds_for_a_while(void **state)
{
	struct book *book = little_book();

	(void)state;
	put_claim("elsewhere", 1, 1, "CAST(strftime('%s') AS INTEGER)");
	assert_int_equal(little_claim(book), BOOK_SOMEBODYS);
	put_claim("elsewhere", 1, 1, "CAST(strftime('%s') AS INTEGER) - 100000");
	assert_int_equal(little_claim(book), BOOK_CLAIMED);
	book_close(book);
}

static void a_result_and_a_fault_end_the_claim(void **state)
{
	struct book_grade grade = little_grade(NULL);
	struct book *book = little_book();
	char *error = NULL;

	(void)state;
	little_hand_in(book);
	assert_int_equal(little_claim(book), BOOK_CLAIMED);
	assert_true(book_fault(book, &little_key, "no valgrind", &error));
	little_assert_sql("SELECT words, (SELECT count(*) FROM claim) FROM fault", "no valgrind|0\n");
	assert_int_equal(little_claim(book), BOOK_CLAIMED);
	assert_true(book_record(book, &little_key, &grade, &error));
	assert_int_equal(little_claim(book), BOOK_KNOWN);
	little_assert_sql("SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM fault)", "0|0\n");
	book_close(book);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, little_class_begin, little_class_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_result_is_known_by_all_four_and_only_by_them),
		CASE(the_first_result_of_two_stays),
		CASE(bytes_come_back_as_they_were),
		CASE(who_hands_in_the_same_again_makes_it_the_latest),
		CASE(what_a_living_process_has_is_left_to_it_and_a_dead_ones_is_taken_over),
		CASE(a_process_with_anothers_number_has_nothing),
		CASE(another_machines_claim_holds_for_a_while),
		CASE(a_result_and_a_fault_end_the_claim),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
