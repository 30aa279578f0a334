/* SPDX-License-Identifier: MIT */
/* --format and `racelab convert` on the command line: whose fault is told, and what is kept stays.
 */
#include "../harness/files.h"
#include "../harness/kit.h"
#include "../harness/text.h"
#include "made_folder.h"

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
#include <jansson.h>

static char *said; /* on stdout by the last command */

/* racelab with these words of a shell, in the checkout.  Returns its status. */
static int run(const char *words)
{
	const char *out = made_path("out");
	char *command =
		format_string("cd '%s/..' && '%s/racelab' >'%s' 2>'%s' %s </dev/null",
			      kit_include_dir(), kit_build_dir(), out, made_path("err"), words);
	int status = system(command);
	size_t count;

	free(command);
	free(said);
	said = files_read(out, &count);
	assert_non_null(said);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int run_on(const char *format, const char *file)
{
	char *words = format_string(format, file);
	int status = run(words);

	free(words);
	return status;
}

static json_t *parsed(void)
{
	json_error_t wrong;
	json_t *root = json_loads(said, 0, &wrong);

	if (root == NULL)
		fail_msg("%s: %s", wrong.text, said);
	return root;
}

static const char *string_at(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void what_does_not_compile_is_refused_with_the_compilers_words(void **state)
{
	const char *bad = made_file("bad.c", "int x = ;\n");
	json_t *root;

	(void)state;
	assert_int_equal(run_on("check 01 '%s' --format json", bad), 2);
	root = parsed();
	assert_true(json_is_true(json_object_get(root, "refused")));
	assert_non_null(strstr(string_at(root, "error"), "bad.c:1:9: error: "));
	assert_int_equal(json_integer_value(json_object_get(root, "maximum")), 10);
	json_decref(root);
	assert_int_equal(run_on("check 01 '%s' --format gradescope", made_file("empty.c", "")), 2);
	root = parsed();
	assert_int_equal(json_array_size(json_object_get(root, "tests")), 2);
	json_decref(root);
}

static void wrong_flags_are_no_fault_of_the_file(void **state)
{
	const char *good = made_file("lab.c", made_lab_c);
	json_t *root;

	(void)state;
	assert_int_equal(run_on("check 01 '%s' --format json -- -fno-such-flag", good), 2);
	root = parsed();
	assert_null(json_object_get(root, "refused"));
	assert_non_null(json_object_get(root, "error"));
	json_decref(root);
	assert_int_equal(run_on("check 99 '%s' --format gradescope", good), 2);
	root = parsed();
	assert_int_equal(json_array_size(json_object_get(root, "tests")), 0);
	json_decref(root);
}

static void a_whole_program_has_no_points_to_tell(void **state)
{
	const char *program = made_file("main.c", "int main(void)\n{\n\treturn 0;\n}\n");

	(void)state;
	assert_int_equal(run_on("try '%s' --format prairielearn", program), 2);
	assert_int_equal(run_on("explore '%s' --format junit", program), 0);
	assert_non_null(strstr(said, "<testcase name=\"explore\""));
	assert_null(strstr(said, "<failure"));
	assert_int_equal(run_on("explore '%s' --format sarif", program), 0);
	assert_non_null(strstr(said, "\"results\": []"));
}

static void a_kept_report_says_the_same_in_every_format(void **state)
{
	static const char *const formats[] = {"json", "gradescope", "sarif", "junit", "csv", NULL};
	const char *kept = made_path("kept.json");
	char *words, *first;

	(void)state;
	assert_int_equal(run_on("explore 22 --format json -o '%s'", kept), 1);
	assert_string_equal(said, "");
	for (const char *const *format = formats; *format != NULL; format++) {
		words = format_string("convert '%s' --format %s", kept, *format);
		assert_int_equal(run(words), 0);
		first = said;
		said = NULL;
		assert_int_equal(run(words), 0);
		assert_string_equal(said, first);
		free(first);
		free(words);
	}
	assert_int_equal(run_on("convert '%s' --format json", kept), 0);
	words = files_read(kept, &(size_t){0});
	assert_string_equal(said, words);
	free(words);
}

static void a_class_is_kept_in_one_file_too(void **state)
{
	const char *kept = made_path("kept.json"), *class = made_path("class.json");
	char *words;

	(void)state;
	assert_int_equal(run_on("explore 01 --format json -o '%s'", kept), 1);
	words = format_string("convert '%s' '%s' --format json -o '%s'", kept, kept, class);
	assert_int_equal(run(words), 0);
	free(words);
	assert_int_equal(run_on("convert '%s' --format tap", class), 0);
	assert_non_null(strstr(said, "1..4\n"));
	assert_int_equal(run_on("convert '%s' --format exercism", class), 2);
	assert_string_equal(said, "");
}

static void what_is_no_report_is_refused_and_the_file_stays(void **state)
{
	const char *out = made_file("result", "as it was");
	char *words = format_string("convert '%s' --format junit -o '%s'",
				    made_file("no.json", "{\"racelab\":1}"), out);
	size_t count;
	char *after;

	(void)state;
	assert_int_equal(run(words), 2);
	free(words);
	after = files_read(out, &count);
	assert_string_equal(after, "as it was");
	free(after);
	assert_int_equal(run("convert /nonexistent.json --format junit"), 2);
	assert_int_equal(run_on("convert '%s'", out), 2);
	assert_int_equal(run_on("convert '%s' --format junit", out), 2);
}

static void help_lists_the_formats(void **state)
{
	(void)state;
	assert_int_equal(run("help formats"), 0);
	assert_non_null(strstr(said, "\n  sarif "));
	assert_non_null(strstr(said, "\n  text "));
}

static int begin_all(void **state)
{
	char *error;

	(void)state;
	return kit_init(NULL, &error) ? 0 : -1;
}

static int end(void **state)
{
	free(said);
	said = NULL;
	return made_folder_end(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, made_folder_begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_does_not_compile_is_refused_with_the_compilers_words),
		TEST(wrong_flags_are_no_fault_of_the_file),
		TEST(a_whole_program_has_no_points_to_tell),
		TEST(a_kept_report_says_the_same_in_every_format),
		TEST(a_class_is_kept_in_one_file_too),
		TEST(what_is_no_report_is_refused_and_the_file_stays),
		TEST(help_lists_the_formats),
	};

	return cmocka_run_group_tests(tests, begin_all, NULL);
}
