/* SPDX-License-Identifier: MIT */
/* racelab grade: who handed in what, what it is worth, and what happens when somebody is killed. */
#include "../harness/confine.h"
#include "../harness/digest.h"
#include "../harness/handins.h"
#include "../harness/kit.h"
#include "../harness/pattern.h"
#include "../harness/shown.h"
#include "../harness/text.h"
#include "little_class.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- names ---- */

static void assert_shown(const char *name, const char *wanted)
{
	char *shown = shown_name(name);

	assert_string_equal(shown, wanted);
	free(shown);
}

static void a_name_is_shown_as_it_is_if_it_can_be_seen(void **state)
{
	(void)state;
	assert_shown("O'Brien, Zoë \xe5\xbc\xa0 \xf0\x9f\x90\xa7",
		     "O'Brien, Zoë \xe5\xbc\xa0 \xf0\x9f\x90\xa7");
	assert_shown("a\nb\tc\x1b[31m", "a\\nb\\tc\\x1b[31m");
	assert_shown("a\\nb", "a\\\\nb"); /* so it is never taken for the one above */
	assert_shown("\xff\xc0\x80", "\\xff\\xc0\\x80");
	assert_shown("\xed\xa0\x80", "\\xed\\xa0\\x80");	   /* half of a pair */
	assert_shown("\xe2\x80\xaegpj.c", "\\xe2\\x80\\xaegpj.c"); /* right to left */
	assert_shown("\xc2\x9b", "\\xc2\\x9b");			   /* an escape in one */
	assert_shown("\xe5\xbc", "\\xe5\\xbc");			   /* cut short */
}

static void assert_fits(const char *pattern, const char *name, const char *student, const char *lab)
{
	struct capture capture;

	if (!pattern_fits(pattern, 0, name, &capture))
		fail_msg("%s does not fit %s", name, pattern);
	assert_int_equal(capture.student.length, strlen(student));
	assert_memory_equal(capture.student.bytes, student, strlen(student));
	if (lab != NULL)
		assert_memory_equal(capture.lab.bytes, lab, capture.lab.length);
}

static void a_pattern_cuts_a_name_into_student_and_lab(void **state)
{
	struct capture capture;

	(void)state;
	assert_fits("{student}/{lab}.c", "ann/01.c", "ann", "01");
	assert_fits("{lab}/{student}_*.c", "01/ann_b_7.c", "ann_b", "01");
	assert_fits("{student}/x/{student}.c", "ann/x/ann.c", "ann", NULL);
	assert_fits("{student}.c", "a\nb.c", "a\nb", NULL);
	assert_false(pattern_fits("{student}/x/{student}.c", 0, "ann/x/bob.c", &capture));
	assert_false(pattern_fits("{student}.c", 0, "ann/01.c", &capture));
	assert_false(pattern_fits("{student}.c", 0, ".c", &capture));
	assert_false(pattern_fits("{student}.c", 0, "ann.cc", &capture));
	assert_true(pattern_fits("{student}/{lab}/lab.c", 2, "ann/01", &capture));
}

static void assert_refused(const char *pattern, bool has_lab, const char *part)
{
	char *error = NULL;

	assert_false(pattern_check(pattern, has_lab, &error));
	class_says(error, part);
	free(error);
}

static void a_pattern_that_cannot_tell_whose_it_is_is_refused(void **state)
{
	(void)state;
	assert_refused("{lab}.c", true, "student's name");
	assert_refused("{student}.c", false, "--lab");
	assert_refused("/x/{student}.c", true, "slash");
	assert_refused("{student}//{lab}.c", true, "slash");
}

/* "student lab path[ why it is not gradable]" of each, a line each. */
static char *found(const char *pattern, const char *lab)
{
	struct handins handins = {0};
	struct text text = {0};
	char *error = NULL;

	assert_true(kit_init(NULL, &error));
	if (!handins_find(&handins, in_class("in"), pattern, lab, &error))
		fail_msg("%s", error);
	for (size_t i = 0; i < handins.count; i++)
		text_printf(&text, "%s %s%s%s\n", handins.items[i].student, handins.items[i].lab,
			    handins.items[i].unfit != NULL ? " " : "",
			    handins.items[i].unfit != NULL ? handins.items[i].unfit : "");
	for (size_t i = 0; i < handins.nremarks; i++)
		text_printf(&text, "? %s\n", strstr(handins.remarks[i], "in/") + 3);
	handins_release(&handins);
	return text_take(&text);
}

static void assert_found(const char *pattern, const char *lab, const char *wanted)
{
	char *text = found(pattern, lab);

	assert_string_equal(text, wanted);
	free(text);
}

static void the_usual_layouts_are_found(void **state)
{
	(void)state;
	class_put("in/01-hit-counter/ann.c", "x");
	class_put("in/bob/hit-counter/lab.c", "x");
	class_put("in/bob/2/lab.c", "x");
	class_put("in/bob/notes.txt", "x");
	class_put("in/.git/01/lab.c", "x");
	assert_found(NULL, NULL, "ann 01-hit-counter\nbob 02-ticket-office\nbob 01-hit-counter\n");
	assert_found(NULL, "02-ticket-office", "bob 02-ticket-office\n");
}

static void with_a_lab_a_file_a_student_will_do(void **state)
{
	(void)state;
	class_put("in/ann.c", "x");
	class_put("in/bob/lab.c", "x");
	class_put("in/01/lab.c", "x"); /* a number may be a student's name */
	class_put("in/dan/01/lab.c", "x");
	assert_found(NULL, "01-hit-counter",
		     "01 01-hit-counter\nann 01-hit-counter\nbob 01-hit-counter\n"
		     "dan 01-hit-counter\n");
}

static void a_pattern_of_ones_own_is_taken_instead(void **state)
{
	(void)state;
	class_put("in/ann_1234_file_/01.c", "x");
	class_put("in/bob/lab.c", "x");
	assert_found("{student}_*_file_/{lab}.c", NULL, "ann 01-hit-counter\n");
}

static void a_name_of_no_lab_is_remarked(void **state)
{
	(void)state;
	class_put("in/ann/hit-count/lab.c", "x");
	assert_found(
		NULL, NULL,
		"? ann/hit-count/lab.c: passed over: there is no lab 'hit-count'; did you mean "
		"01-hit-counter?\n");
}

static void what_is_no_file_is_not_gradable_and_not_followed(void **state)
{
	static char huge[HANDIN_MOST + 1];

	(void)state;
	class_put("in/secret.txt", "int secret;\n");
	assert_int_equal(symlink(in_class("in/secret.txt"), in_class("in/ann.c")), 0);
	assert_int_equal(symlink("/etc", in_class("in/bob")), 0);
	assert_int_equal(mkfifo(in_class("in/cid.c"), 0666), 0);
	assert_int_equal(mkdir(in_class("in/dan.c"), 0777), 0);
	class_put("in/eve.c", "");
	memset(huge, ' ', sizeof huge);
	class_put_bytes("in/fay.c", huge, sizeof huge);
	class_put_bytes("in/gus.c", huge, HANDIN_MOST);
	assert_found(NULL, "01-hit-counter",
		     "ann 01-hit-counter is a symbolic link, and links are not followed\n"
		     "bob 01-hit-counter is a symbolic link, and links are not followed\n"
		     "cid 01-hit-counter is a pipe and no file\n"
		     "dan 01-hit-counter is a folder and no file\n"
		     "eve 01-hit-counter is empty\n"
		     "fay 01-hit-counter is larger than 1024 KiB\n"
		     "gus 01-hit-counter\n");
}

/* ---- grades ---- */

static void each_submission_gets_a_grade_good_or_bad(void **state)
{
	(void)state;
	class_put_right("in/ann.c", 1);
	class_put_wrong("in/bob.c", 2);
	class_put_broken("in/cid.c", 3);
	assert_int_equal(mkfifo(in_class("in/dan.c"), 0666), 0);
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	class_says(class_output, "ann          10/10  proved");
	class_says(class_output, "bob           0/10  fail ");
	class_says(class_output, "lab.c:10: data race on hits");
	class_says(class_output, "cid           0/10  compile-error    lab.c:2:9: error: expected");
	class_says(class_output, "dan           0/10  not-gradable     is a pipe and no file");
	class_says(class_output, "4 submissions, 1 with all points, 2.50 of 10 points on average");
	class_says(class_output, "4 graded in");
	assert_string_equal(class_errors, "");
}

static void how_confined_each_was_stands_in_the_book(void **state)
{
	(void)state;
	class_put_right("in/ann.c", 1);
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	assert_int_equal(class_run("book export csv"), 0);
	class_says(class_output, confine_word());
}

static void what_is_known_is_not_graded_again(void **state)
{
	(void)state;
	class_put_wrong("in/ann.c", 1);
	class_put_broken("in/bob.c", 2);
	class_put_wrong("in/cid.c", 1); /* the same bytes: one grading for both */
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	class_says(class_output, "2 graded in");
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	class_says(class_output, "0 graded in");
	class_says(class_output, ", 2 known");
	class_put_wrong("in/bob.c", 3);
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	class_says(class_output, "1 graded in");
}

static void hostile_names_are_shown_and_kept_escaped(void **state)
{
	char *rows;

	(void)state;
	class_put_broken("in/a\nb\"c.c", 1);
	class_put_broken("in/\x1b[2J.c", 2);
	class_put_broken("in/\xff.c", 3);
	class_put_broken("in/$(touch x);'.c", 4);
	assert_int_equal(class_run("grade --lab 1 in --book g.db"), 0);
	class_says(class_output, "\n  \\x1b[2J ");
	class_says(class_output, "\n  a\\nb\"c ");
	class_says(class_output, "\n  \\xff ");
	rows = class_sql("g.db", "SELECT student FROM submission ORDER BY student");
	assert_string_equal(rows, "$(touch x);'\n\\x1b[2J\n\\xff\na\\nb\"c\n");
	free(rows);
}

static void the_same_grades_come_of_one_job_and_of_two(void **state)
{
	char *one, *two;

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		char *name = format_string("in/s%u.c", i);

		(i == 0 ? class_put_right : i == 1 ? class_put_broken : class_put_wrong)(name, i);
		free(name);
	}
	assert_int_equal(class_run("grade --lab 1 in --jobs 1 --book one.db"), 0);
	assert_int_equal(class_run("grade --lab 1 in --jobs 2 --book two.db"), 0);
	one = class_book("one.db");
	two = class_book("two.db");
	assert_string_equal(one, two);
	class_says(one, "proved|10.0|10.0");
	free(one);
	free(two);
}

/* The gallery has files that lose one scenario and keep another. */
static void points_are_lost_by_scenario(void **state)
{
	char *command;

	(void)state;
	assert_int_equal(mkdir(in_class("in"), 0777), 0);
	command = format_string("cp solutions/22-money-transfer/wrong/one-big-lock.c "
				"solutions/33-leaky-pipe/wrong/desk-without-lock.c %s",
				in_class("in"));
	assert_int_equal(system(command), 0);
	free(command);
	assert_int_equal(class_run("grade --lab 22 in --pattern '{student}-big-lock.c'"), 0);
	assert_null(strstr(class_output, " 0/10"));
	assert_null(strstr(class_output, "10/10"));
	class_says(class_output, "serialised");
	assert_int_equal(class_run("grade --lab 33 in --pattern '{student}-without-lock.c'"),
			 0);
	assert_null(strstr(class_output, "10/10"));
	class_says(class_output, "[look at it: ");
	class_says(class_output, " did not]");
}

/* ---- somebody is killed ---- */

static void a_fault_in_one_process_costs_that_submission_only(void **state)
{
	char source[DIGEST_HEX], *fall;

	(void)state;
	class_put_wrong("in/ann.c", 1);
	class_put("in/bob.c", "int bad = ;\n");
	class_put_wrong("in/cid.c", 3);
	digest_of("int bad = ;\n", strlen("int bad = ;\n"), source);
	fall = format_string("worker:%s", source);
	assert_int_equal(class_run_and_fall(fall, "grade --lab 1 in"), 2);
	free(fall);
	class_says(class_errors,
		   "in/bob.c is not graded: the process that graded it died (Killed)");
	class_says(class_output, "2 graded in");
	class_says(class_output, "bob              -  not graded       the process");
	class_says(class_output, ", 1 not graded: see above");
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	class_says(class_output, "1 graded in");
	class_says(class_output, "bob           0/10  compile-error");
}

static void put_ten(void)
{
	for (unsigned i = 0; i < 10; i++) {
		char *name = format_string("in/s%u.c", i);

		(i % 3 == 0 ? class_put_broken : class_put_wrong)(name, i);
		free(name);
	}
}

static void killed_at_twenty_points_it_goes_on_to_the_same_book(void **state)
{
	/* in the middle of a submission, of a transaction, after one; with one and with two in work
	 */
	static const char *const places[] = {"start", "record", "commit"};
	char *calm, *shaken;

	(void)state;
	put_ten();
	assert_int_equal(class_run("grade --lab 1 in --book calm.db"), 0);
	for (unsigned i = 0; i < 20; i++) {
		char *fall = format_string("%s:%u", places[i % 3], i % 5 == 4 ? 2 : 1);

		assert_int_equal(
			class_run_and_fall(
				fall, i % 2 == 0 ? "grade --lab 1 in --book shaken.db --jobs 1"
						 : "grade --lab 1 in --book shaken.db --jobs 2"),
			128 + 9);
		free(fall);
	}
	class_sweep();
	assert_int_equal(class_run("grade --lab 1 in --book shaken.db"), 0);
	calm = class_book("calm.db");
	shaken = class_book("shaken.db");
	assert_string_equal(shaken, calm);
	free(calm);
	free(shaken);
}

static unsigned graded_in(const char *name)
{
	char text[8192] = "";
	FILE *file = fopen(in_class(name), "r");
	unsigned count;
	char *at;

	assert_non_null(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	at = strstr(text, " graded in");
	assert_non_null(at);
	while (at > text && at[-1] != '\n')
		at--;
	assert_int_equal(sscanf(at, "%u graded in", &count), 1);
	return count;
}

static void two_graders_share_the_work_and_grade_nothing_twice(void **state)
{
	char *calm, *shared;
	pid_t first, second;

	(void)state;
	put_ten();
	first = class_start("grade --lab 1 in --book shared.db --jobs 1", "first");
	second = class_start("grade --lab 1 in --book shared.db --jobs 1", "second");
	assert_int_equal(class_await(first), 0);
	assert_int_equal(class_await(second), 0);
	assert_int_equal(graded_in("first") + graded_in("second"), 10);
	assert_int_equal(class_run("grade --lab 1 in --book calm.db"), 0);
	calm = class_book("calm.db");
	shared = class_book("shared.db");
	assert_string_equal(shared, calm);
	free(calm);
	free(shared);
}

/* ---- what cannot be done ---- */

static void assert_fault(const char *words, const char *part)
{
	assert_int_equal(class_run(words), 2);
	class_says(class_errors, part);
	assert_string_equal(class_output, "");
}

static void what_cannot_be_graded_at_all_is_said(void **state)
{
	(void)state;
	class_put("in/readme.txt", "x");
	assert_fault("grade in", "no submission was found; sought was STUDENT/LAB/lab.c and");
	assert_fault("grade in --lab 1", "STUDENT.c. --pattern");
	assert_fault("grade in --lab 99", "there is no lab '99'");
	assert_fault("grade nowhere --lab 1", "nowhere: No such file");
	assert_fault("grade in/readme.txt --lab 1", "is no folder");
	assert_fault("grade in --lab 1 --pattern x.c", "student's name");
	assert_fault("grade in --jobs 0", "--jobs");
	assert_int_not_equal(access(in_class("grades.db"), F_OK), 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, little_class_begin, little_class_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_shown_as_it_is_if_it_can_be_seen),
		cmocka_unit_test(a_pattern_cuts_a_name_into_student_and_lab),
		cmocka_unit_test(a_pattern_that_cannot_tell_whose_it_is_is_refused),
		CASE(the_usual_layouts_are_found),
		CASE(with_a_lab_a_file_a_student_will_do),
		CASE(a_pattern_of_ones_own_is_taken_instead),
		CASE(a_name_of_no_lab_is_remarked),
		CASE(what_is_no_file_is_not_gradable_and_not_followed),
		CASE(each_submission_gets_a_grade_good_or_bad),
		CASE(how_confined_each_was_stands_in_the_book),
		CASE(what_is_known_is_not_graded_again),
		CASE(hostile_names_are_shown_and_kept_escaped),
		CASE(the_same_grades_come_of_one_job_and_of_two),
		CASE(points_are_lost_by_scenario),
		CASE(a_fault_in_one_process_costs_that_submission_only),
		CASE(killed_at_twenty_points_it_goes_on_to_the_same_book),
		CASE(two_graders_share_the_work_and_grade_nothing_twice),
		CASE(what_cannot_be_graded_at_all_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
