/* SPDX-License-Identifier: MIT */
/* What `grade` and `book export` write for others: every format that holds a class, and when. */
#include "../harness/files.h"
#include "../harness/format.h"
#include "../harness/text.h"
#include "little_class.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

static void hand_in_three(void)
{
	class_put_wrong("in/ann/lab.c", 1);
	class_put_broken("in/bob/lab.c", 2);
	class_put("in/c<b>/lab.c", "#error \"</script>\"\n");
}

static void assert_run(int status, const char *words)
{
	int ended = class_run(words);

	if (ended != status)
		fail_msg("%s ends with %d: %s", words, ended, class_errors);
}

static json_t *json_in(const char *name)
{
	json_error_t wrong;
	json_t *root = json_load_file(in_class(name), 0, &wrong);

	if (root == NULL)
		fail_msg("%s: %s", name, wrong.text);
	return root;
}

static const char *string_of(const json_t *report, const char *name)
{
	const char *text = json_string_value(json_object_get(report, name));

	return text != NULL ? text : "";
}

/* ---- what stands in it ---- */

static void a_class_is_written_with_who_what_and_how_many_points(void **state)
{
	json_t *root, *ann, *bob;

	(void)state;
	hand_in_three();
	assert_run(0, "grade --lab 01 in --format json -o all.json");
	class_says(class_output, "3 graded"); /* the table goes on being printed */
	root = json_in("all.json");
	assert_int_equal(json_array_size(root), 3);
	ann = json_array_get(root, 0);
	bob = json_array_get(root, 1);
	assert_string_equal(string_of(ann, "student"), "ann");
	assert_string_equal(string_of(ann, "file"), "in/ann/lab.c");
	assert_string_equal(string_of(ann, "verdict"), "fail");
	assert_true(json_number_value(json_object_get(ann, "maximum")) == 10);
	assert_true(json_is_true(json_object_get(bob, "refused")));
	class_says(string_of(bob, "error"), "error:");
	json_decref(root);
}

/* Its files are gone by then: what is shown comes from the book. */
static void a_report_in_the_book_has_its_sources_and_its_witness(void **state)
{
	json_t *root, *ann, *entry, *finding, *source;

	(void)state;
	hand_in_three();
	assert_run(0, "grade --lab 01 in");
	assert_int_equal(unlink(in_class("in/ann/lab.c")), 0);
	assert_run(0, "book export html");
	class_says(class_output, "void counter_visit(void)\\n{\\n\\thits++;");
	assert_run(0, "grade --lab 01 in --format json -o all.json");
	root = json_in("all.json");
	assert_int_equal(json_array_size(root), 2); /* what was asked for is what is there now */
	json_decref(root);
	class_put_wrong("in/ann/lab.c", 1);
	assert_run(0, "grade --lab 01 in --format json -o all.json");
	class_says(class_output, "3 known");
	root = json_in("all.json");
	ann = json_array_get(root, 0);
	source = json_array_get(json_object_get(ann, "sources"), 0);
	assert_string_equal(string_of(source, "file"), "lab.c");
	assert_memory_equal(string_of(source, "text"), "/* 1 */\n", 8);
	entry = json_array_get(json_object_get(ann, "entries"), 0);
	finding = json_array_get(json_object_get(ann, "checkers"),
				 (size_t)json_integer_value(json_object_get(entry, "checker")));
	finding = json_array_get(json_object_get(finding, "findings"),
				 (size_t)json_integer_value(json_object_get(entry, "finding")));
	assert_true(json_array_size(json_object_get(json_object_get(finding, "witness"), "steps")) >
		    1);
	json_decref(root);
}

static void the_same_page_comes_from_grade_book_and_convert(void **state)
{
	char *page, *other;
	size_t count;

	(void)state;
	hand_in_three();
	assert_run(0, "grade --lab 01 in --format html -o grade.html");
	assert_run(0, "grade --lab 01 in --format json -o all.json");
	assert_run(0, "book export html -o book.html");
	assert_run(0, "convert all.json --format html -o convert.html");
	page = files_read(in_class("grade.html"), &count);
	class_says(page, "<!DOCTYPE html>");
	other = files_read(in_class("book.html"), &count);
	assert_string_equal(page, other);
	free(other);
	other = files_read(in_class("convert.html"), &count);
	assert_string_equal(page, other);
	free(other);
	free(page);
}

/* ---- which, and when ---- */

static void every_format_that_holds_a_class_is_written(void **state)
{
	unsigned count, written = 0;
	const struct format *const *all = formats(&count);

	(void)state;
	hand_in_three();
	assert_run(0, "grade --lab 01 in");
	for (unsigned i = 0; i < count; i++) {
		char *words = format_string("grade --lab 01 in --format %s", all[i]->name);
		bool holds = all[i]->many != NULL && !all[i]->one_student;

		assert_run(holds ? 0 : 2, words);
		assert_int_equal(class_output[0] != '\0', holds);
		/* On stdout is that and nothing else. */
		assert_null(strstr(class_output, "3 known"));
		written += holds;
		free(words);
	}
	assert_true(written >= 5);
}

static void what_holds_no_class_is_refused_before_anything_is_graded(void **state)
{
	(void)state;
	hand_in_three();
	assert_run(2, "grade --lab 01 in --format autolab -o all.json");
	class_says(class_errors, "one student's work");
	assert_int_not_equal(access(in_class("grades.db"), F_OK), 0);
	assert_int_not_equal(access(in_class("all.json"), F_OK), 0);
	class_put_broken("one/bob/lab.c", 2);
	assert_run(0, "grade --lab 01 one --format autolab -o all.json");
	assert_int_equal(access(in_class("all.json"), F_OK), 0);
}

static void what_cannot_be_written_is_in_the_book_all_the_same(void **state)
{
	(void)state;
	class_put_broken("in/bob/lab.c", 2);
	assert_run(2, "grade --lab 01 in --format html -o no/such/folder.html");
	class_says(class_errors, "cannot be written to no/such/folder.html");
	assert_run(0, "book list");
	class_says(class_output, "bob");
}

/* A submission that has no grade is told as such, and is no zero. */
static void what_could_not_be_graded_is_told_with_the_reason(void **state)
{
	json_t *root, *report;
	char *none;

	(void)state;
	class_put_broken("in/bob/lab.c", 2);
	assert_run(0, "grade --lab 01 in");
	none = class_sql("grades.db", "DELETE FROM result; INSERT INTO fault SELECT lab, source, "
				      "'no memory', '' FROM submission;");
	free(none);
	assert_run(0, "book export html -o page.html");
	assert_run(0, "book export tap");
	class_says(class_output, "no memory");
	assert_run(0, "book export junit");
	class_says(class_output, "no memory");
	assert_run(0, "book export classroom");
	root = json_loads(class_output, 0, NULL);
	assert_non_null(root);
	report = json_object_get(root, "status");
	assert_string_equal(json_string_value(report), "error");
	json_decref(root);
}

static void a_report_that_cannot_be_read_is_no_grade(void **state)
{
	(void)state;
	class_put_broken("in/bob/lab.c", 2);
	assert_run(0, "grade --lab 01 in");
	free(class_sql("grades.db", "UPDATE result SET report = '{}';"));
	assert_run(0, "book export tap");
	class_says(class_output, "report in the grade book cannot be read");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, little_class_begin, little_class_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_class_is_written_with_who_what_and_how_many_points),
		CASE(a_report_in_the_book_has_its_sources_and_its_witness),
		CASE(the_same_page_comes_from_grade_book_and_convert),
		CASE(every_format_that_holds_a_class_is_written),
		CASE(what_holds_no_class_is_refused_before_anything_is_graded),
		CASE(what_cannot_be_written_is_in_the_book_all_the_same),
		CASE(what_could_not_be_graded_is_told_with_the_reason),
		CASE(a_report_that_cannot_be_read_is_no_grade),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
