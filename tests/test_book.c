/* SPDX-License-Identifier: MIT */
/* The grade book: what it keeps, what it refuses, and what other programs read of it. */
#include "../harness/book.h"
#include "../harness/files.h"
#include "../harness/process_id.h"
#include "../harness/text.h"
#include "little_class.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const struct book_key key = {"01-hit-counter", "aa", "bb", "cc"};

static struct book *opened(void)
{
	struct book *book;
	char *error = NULL;

	if (!book_open(in_class("g.db"), &book, &error))
		fail_msg("%s", error);
	return book;
}

static struct book_grade made_grade(const char *report)
{
	return (struct book_grade){.verdict = (char *)"fail",
				   .points = 2.5,
				   .maximum = 10,
				   .classes = (char *)"deadlock",
				   .headline = (char *)"lab.c:1: it hangs",
				   .confinement = (char *)"none",
				   .review = (char *)"",
				   .report = (char *)report};
}

static void hand_in(struct book *book)
{
	char *error = NULL;

	assert_true(book_hand_in(book, "ann", &key, "in/ann.c", "text", 4, NULL, &error));
}

static enum book_claim claimed(struct book *book)
{
	enum book_claim claim;
	char *error = NULL;

	if (!book_claim(book, &key, &claim, &error))
		fail_msg("%s", error);
	return claim;
}

static void assert_sql(const char *sql, const char *wanted)
{
	char *text = class_sql("g.db", sql);

	assert_string_equal(text, wanted);
	free(text);
}

/* ---- what it keeps ---- */

static void a_result_is_known_by_all_four_and_only_by_them(void **state)
{
	struct book_grade grade = made_grade("{}");
	struct book_key other = key;
	struct book *book = opened();
	char *error = NULL;
	bool known;

	(void)state;
	hand_in(book);
	assert_true(book_record(book, &key, &grade, &error));
	assert_true(book_knows(book, &key, &known, &error) && known);
	strcpy(other.harness, "cd");
	assert_true(book_knows(book, &other, &known, &error) && !known);
	other = key;
	strcpy(other.lab_hash, "bc");
	assert_true(book_knows(book, &other, &known, &error) && !known);
	other = key;
	strcpy(other.source, "ab");
	assert_true(book_knows(book, &other, &known, &error) && !known);
	book_close(book);
}

static void the_first_result_of_two_stays(void **state)
{
	struct book_grade grade = made_grade("first");
	struct book *book = opened();
	char *error = NULL;

	(void)state;
	hand_in(book);
	assert_true(book_record(book, &key, &grade, &error));
	grade.report = (char *)"second";
	assert_true(book_record(book, &key, &grade, &error));
	book_close(book);
	assert_sql("SELECT report, points FROM result", "first|2.5\n");
}

static void bytes_come_back_as_they_were(void **state)
{
	static const char odd[] = "a\0b\xff\n";
	struct book *book = opened();
	char *error = NULL, *bytes;
	size_t count;

	(void)state;
	assert_true(book_hand_in(book, "ann", &key, "in/ann.c", odd, sizeof odd, NULL, &error));
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
	struct book_key second = key;
	struct book *book = opened();
	char *error = NULL;

	(void)state;
	strcpy(second.source, "a2");
	hand_in(book);
	assert_true(book_hand_in(book, "ann", &second, "in/ann.c", "two", 3, NULL, &error));
	assert_sql("SELECT source FROM submission ORDER BY turn", "aa\na2\n");
	hand_in(book);
	hand_in(book);
	book_close(book);
	assert_sql("SELECT source, turn FROM submission ORDER BY turn", "a2|2\naa|3\n");
}

/* ---- who has what in work ---- */

static void what_a_living_process_has_is_left_to_it_and_a_dead_ones_is_taken_over(void **state)
{
	int done[2], end[2];
	struct book *book;
	char byte = 0;
	pid_t pid;

	(void)state;
	book_close(opened());
	assert_int_equal(pipe(done) | pipe(end), 0);
	pid = fork();
	if (pid == 0) {
		close(end[1]);
		byte = (char)claimed(opened());
		if (write(done[1], &byte, 1) != 1 || read(end[0], &byte, 1) != 0)
			_exit(99);
		_exit(0);
	}
	close(end[0]);
	assert_int_equal(read(done[0], &byte, 1), 1);
	assert_int_equal(byte, BOOK_CLAIMED);
	book = opened();
	assert_int_equal(claimed(book), BOOK_SOMEBODYS);
	close(end[1]);
	assert_int_equal(class_await(pid), 0);
	assert_int_equal(claimed(book), BOOK_CLAIMED);
	book_close(book);
}

static void put_claim(const char *machine, pid_t pid, long long started, const char *since)
{
	char *sql = format_string(
		"INSERT OR REPLACE INTO claim VALUES ('%s', '%s', '%s', '%s', '%s', %d,"
		" %lld, %s)",
		key.lab, key.source, key.lab_hash, key.harness, machine, (int)pid, started, since);

	free(class_sql("g.db", sql));
	free(sql);
}

static void a_process_with_anothers_number_has_nothing(void **state)
{
	struct book *book = opened();

	(void)state;
	put_claim(process_machine(), getppid(), process_started(getppid()), "0");
	assert_int_equal(claimed(book), BOOK_SOMEBODYS);
	put_claim(process_machine(), getppid(), process_started(getppid()) - 1, "0");
	assert_int_equal(claimed(book), BOOK_CLAIMED);
	book_close(book);
}

static void another_machines_claim_holds_for_a_while(void **state)
{
	struct book *book = opened();

	(void)state;
	put_claim("elsewhere", 1, 1, "CAST(strftime('%s') AS INTEGER)");
	assert_int_equal(claimed(book), BOOK_SOMEBODYS);
	put_claim("elsewhere", 1, 1, "CAST(strftime('%s') AS INTEGER) - 100000");
	assert_int_equal(claimed(book), BOOK_CLAIMED);
	book_close(book);
}

static void a_result_and_a_fault_end_the_claim(void **state)
{
	struct book_grade grade = made_grade(NULL);
	struct book *book = opened();
	char *error = NULL;

	(void)state;
	hand_in(book);
	assert_int_equal(claimed(book), BOOK_CLAIMED);
	assert_true(book_fault(book, &key, "no valgrind", &error));
	assert_sql("SELECT words, (SELECT count(*) FROM claim) FROM fault", "no valgrind|0\n");
	assert_int_equal(claimed(book), BOOK_CLAIMED);
	assert_true(book_record(book, &key, &grade, &error));
	assert_int_equal(claimed(book), BOOK_KNOWN);
	assert_sql("SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM fault)", "0|0\n");
	book_close(book);
}

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
	book_close(opened());
	free(class_sql("g.db", "PRAGMA user_version = 2"));
	assert_refused("was written by a newer racelab");
}

static void a_damaged_book_is_not_touched(void **state)
{
	struct book_grade grade = made_grade("{}");
	struct book *book = opened();
	char *error = NULL, *bytes;
	size_t count;

	(void)state;
	hand_in(book);
	assert_true(book_record(book, &key, &grade, &error));
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
	book_close(opened());
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
	    !book_knows(book, &key, &known, &error) || !known)
		_exit(2);
	done = book_fault(book, &key, "x", &error);
	expect_words(done, error, "must be writable");
	book_close(book);
}

static void a_read_only_book_can_be_read_and_not_written(void **state)
{
	struct book_grade grade = made_grade("{}");
	struct book *book = opened();
	char *error = NULL;

	(void)state;
	hand_in(book);
	assert_true(book_record(book, &key, &grade, &error));
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
	struct book_key other = key;
	struct book_grade grade;
	struct book *book;
	bool done;

	memset(report, 'x', (1 << 20) - 1);
	report[(1 << 20) - 1] = '\0';
	grade = made_grade(report);
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
	struct book_grade grade = made_grade("{}");
	struct book *book = opened();
	char *error = NULL;
	pid_t pid;

	(void)state;
	hand_in(book);
	assert_true(book_record(book, &key, &grade, &error));
	book_close(book);
	pid = fork();
	if (pid == 0)
		write_too_much();
	assert_int_equal(class_await(pid), 0);
	book_close(opened());
	assert_sql("SELECT harness, report FROM result; PRAGMA integrity_check", "cc|{}\nok\n");
}

/* ---- racelab book ---- */

/* What python's own readers make of an export. */
static char *python(const char *program)
{
	char *command = format_string("cd %s && python3 -c '%s' >py 2>&1", in_class("."), program);
	int status = system(command);
	size_t count;
	char *text = files_read(in_class("py"), &count);

	free(command);
	if (status != 0)
		fail_msg("python3 ended with %d: %s", status, text);
	return text;
}

static void assert_python(const char *program, const char *wanted)
{
	char *text = python(program);

	assert_string_equal(text, wanted);
	free(text);
}

static void an_export_is_what_others_can_read(void **state)
{
	(void)state;
	class_put_wrong("in/ann \"x\", b.c", 1);
	class_put_broken("in/=1+1.c", 2);
	class_put_broken("in/@SUM(A1).c", 3);
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	assert_int_equal(class_run("book export csv -o g.csv"), 0);
	assert_int_equal(class_run("book export json -o g.json"), 0);
	assert_python("import csv\n"
		      "for r in csv.DictReader(open(\"g.csv\", newline=\"\"), strict=True):\n"
		      "  print(r[\"student\"], r[\"points\"], r[\"verdict\"], len(r))",
		      "'=1+1 0 compile-error 18\n'@SUM(A1) 0 compile-error 18\n"
		      "ann \"x\", b 0 fail 18\n");
	assert_python("b = open(\"g.csv\", \"rb\").read()\n"
		      "print(b.count(b\"\\r\\n\"), b.count(b\"\\n\"), b.endswith(b\"\\r\\n\"))",
		      "4 4 True\n");
	assert_python("import json\n"
		      "for r in json.load(open(\"g.json\"))[\"grades\"]:\n"
		      "  print(r[\"student\"], r[\"points\"], r[\"report\"][\"verdict\"])",
		      "=1+1 0.0 error\n@SUM(A1) 0.0 error\nann \"x\", b 0.0 fail\n");
}

static void a_history_tells_all_that_was_handed_in_and_best_the_best(void **state)
{
	(void)state;
	class_put_right("in/ann.c", 1);
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	class_put_wrong("in/ann.c", 2);
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	assert_int_equal(class_run("book list"), 0);
	class_says(class_output, "ann           0/10  fail");
	assert_int_equal(class_run("book best"), 0);
	class_says(class_output, "ann          10/10  proved");
	assert_int_equal(class_run("book history ann"), 0);
	class_says(class_output, "10/10 proved");
	class_says(class_output, "0/10 fail");
	assert_true(strstr(class_output, "10/10 proved") < strstr(class_output, " 0/10 fail"));
	assert_int_equal(class_run("book history bob"), 2);
	class_says(class_errors, "nothing of a student 'bob'");
}

static const char scenario[] =
	"#include \"lab.h\"\n#include \"scenario.h\"\n"
	"static void go(unsigned self) { (void)self; }\n"
	"static void look(void) { EXPECT(answer() == %d, \"it is %%d\", answer()); }\n"
	"static const struct scenario scenarios[] = {\n"
	"	{.name = \"it\", .what = \"It runs.\", .body = {go}, .check = look, .points = 10,\n"
	"	 .stress_runs = 10, .tool_runs = 1}, {0}};\n"
	"static const struct declaration declared[] = {{0}};\n"
	"const struct lab racelab_lab = {.title = \"Asked\", .family = \"Tests\",\n"
	"	.difficulty = 1, .scenarios = scenarios, .declared = declared};\n";

static void put_lab(int answer)
{
	char *text = format_string(scenario, answer);

	class_put("mine/97-asked/scenario.c", text);
	free(text);
}

static void what_a_changed_lab_changes_is_shown_and_the_files_are_not_needed(void **state)
{
	(void)state;
	class_put("mine/97-asked/lab.h", "int answer(void);\n");
	class_put("mine/97-asked/lab.c",
		  "#include \"lab.h\"\nint answer(void)\n{\n\treturn 0;\n}\n");
	put_lab(42);
	class_put("in/ann.c", "#include \"lab.h\"\nint answer(void)\n{\n\treturn 42;\n}\n");
	class_put("in/bob.c", "#include \"lab.h\"\nint answer(void)\n{\n\treturn 7;\n}\n");
	assert_int_equal(class_run("grade --labs mine --lab 97 in"), 0);
	class_says(class_output, "ann          10/10  proved");
	class_says(class_output, "bob           0/10  fail");
	assert_int_equal(class_run("book regrade --labs mine"), 0);
	assert_string_equal(class_output,
			    "0 graded again, 0 of 2 submissions have another grade now\n");
	put_lab(7);
	assert_int_equal(unlink(in_class("in/ann.c")) | unlink(in_class("in/bob.c")), 0);
	assert_int_equal(class_run("book regrade --labs mine"), 0);
	class_says(class_output, "97-asked, ann (");
	class_says(class_output, "10/10 proved -> 0/10 fail  scenario.c:4: it is 42");
	class_says(class_output, "0/10 fail -> 10/10 proved");
	class_says(class_output, "2 graded again, 2 of 2 submissions have another grade now");
	put_lab(42); /* back again: the first results are the last word once more */
	assert_int_equal(class_run("book regrade --labs mine"), 0);
	class_says(class_output, "0/10 fail -> 10/10 proved");
	class_says(class_output, "0 graded again, 2 of 2 submissions");
}

static void what_the_harness_cannot_build_is_nobodys_zero(void **state)
{
	(void)state;
	class_put("mine/97-asked/lab.h", "int answer(void);\n");
	class_put("mine/97-asked/lab.c",
		  "#include \"lab.h\"\nint answer(void)\n{\n\treturn broken;\n}\n");
	put_lab(42);
	class_put("in/ann.c", "#include \"lab.h\"\nint answer(void)\n{\n\treturn nothing;\n}\n");
	assert_int_equal(class_run("grade --labs mine --lab 97 in"), 2);
	class_says(class_errors, "in/ann.c is not graded: nothing can be built for lab 97-asked");
	class_says(class_output, "not graded");
	assert_int_equal(class_run("book list --labs mine"), 0);
	class_says(class_output, "not graded");
}

static void assert_fault(const char *words, const char *part)
{
	assert_int_equal(class_run(words), 2);
	class_says(class_errors, part);
	assert_string_equal(class_output, "");
}

static void a_wrong_word_is_a_fault(void **state)
{
	(void)state;
	assert_fault("book lst", "did you mean `racelab book list`?");
	assert_fault("book list", "there is no grade book grades.db");
	book_close(opened());
	assert_fault("book list x --book g.db", "one argument too many");
	assert_fault("book history --book g.db", "whose history?");
	assert_fault("book export xml --book g.db", "cannot be exported as 'xml'");
	assert_fault("book list --book g.db", "nothing of that kind");
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
		CASE(a_text_is_no_book),
		CASE(somebody_elses_database_is_no_book),
		CASE(a_newer_book_is_left_to_a_newer_racelab),
		CASE(a_damaged_book_is_not_touched),
		CASE(a_book_cut_short_is_not_touched),
		CASE(a_book_that_is_not_there_is_not_begun_by_asking),
		CASE(a_read_only_book_can_be_read_and_not_written),
		CASE(a_full_disk_loses_nothing_that_was_there),
		CASE(an_export_is_what_others_can_read),
		CASE(a_history_tells_all_that_was_handed_in_and_best_the_best),
		CASE(what_a_changed_lab_changes_is_shown_and_the_files_are_not_needed),
		CASE(what_the_harness_cannot_build_is_nobodys_zero),
		CASE(a_wrong_word_is_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
