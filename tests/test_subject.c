/* SPDX-License-Identifier: MIT */
/* Labs and subjects: found, described, built, and what is said when that cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "labs.h"
#include "little_lab.h"
#include "subject.h"
#include "text.h"

#define SCENARIO_HEAD "#include \"lab.h\"\n#include \"scenario.h\"\n"

static int begin(void **state)
{
	(void)state;
	unsetenv("TMPDIR");
	little_lab("static void body(unsigned self) { (void)self; nothing(); }\n", "", "body", "",
		   false);
	return 0;
}

static char *path_of(const char *name)
{
	return format_string("%s/%s", little_labs_dir(), name);
}

/* Making or building that subject fails, and the message holds those words. */
static void assert_refused(const char *lab, char *source, const char *words)
{
	struct subject *subject = NULL;
	char *error = NULL;
	bool made = subject_new(lab, source, COMPILER_GCC, NULL, &subject, &error);

	if (made && subject_build(subject, &error))
		fail_msg("it was built");
	if (strstr(error, words) == NULL)
		fail_msg("'%s' does not say '%s'", error, words);
	if (made)
		subject_free(subject);
	free(error);
	free(source);
}

static void assert_resolves(const char *given)
{
	char *name = NULL, *error = NULL;

	if (!labs_resolve(given, &name, &error))
		fail_msg("%s", error);
	assert_string_equal(name, "01-little");
	free(name);
}

static void a_lab_is_found_by_number_name_and_folder(void **state)
{
	(void)state;
	assert_resolves("1");
	assert_resolves("01");
	assert_resolves("little");
	assert_resolves("01-little");
	assert_resolves("01-little/");
	assert_resolves("labs/01-little/");
}

static void an_unknown_lab_is_answered_with_the_nearest(void **state)
{
	(void)state;
	assert_refused("01-litle", NULL, "did you mean 01-little?");
	assert_refused("99", NULL, "there is no lab '99'");
}

static void the_contract_is_what_the_scenario_calls(void **state)
{
	char **functions, *error = NULL;

	(void)state;
	assert_true(labs_contract("01-little", &functions, &error));
	assert_string_equal(functions[0], "nothing");
	assert_null(functions[1]);
	labs_free_names(functions);
}

static void a_missing_function_is_named(void **state)
{
	(void)state;
	little_write("01-little/lab.c", "int something_else;\n");
	assert_refused("01", NULL, "does not define nothing()");
}

static void a_file_that_does_not_compile_shows_the_compiler_s_words(void **state)
{
	(void)state;
	little_write("01-little/lab.c", "void nothing(void) { this is no C }\n");
	assert_refused("01", NULL, "lab.c:1:");
}

static void files_that_are_none_are_refused_each_in_its_way(void **state)
{
	(void)state;
	little_write("empty.c", "");
	assert_refused("01", path_of("none.c"), "there is no such file");
	assert_refused("01", path_of("01-little"), "is a folder");
	assert_refused("01", path_of("empty.c"), "is empty");
	assert_refused("01", format_string("/dev/zero"), "is no regular file");
}

static void an_unwritable_tmpdir_is_said(void **state)
{
	(void)state;
	setenv("TMPDIR", "/proc/nowhere", 1);
	assert_refused("01", NULL, "set TMPDIR");
	unsetenv("TMPDIR");
}

static void a_broken_scenario_shows_the_compiler_s_words(void **state)
{
	(void)state;
	little_write("01-little/scenario.c", "this is no C\n");
	assert_refused("01", NULL, "scenario.c:1:");
}

static void a_description_without_a_scenario_is_refused(void **state)
{
	(void)state;
	little_write("02-bare/lab.h", "");
	little_write("02-bare/scenario.c",
		     SCENARIO_HEAD
		     "static const struct scenario none[] = {{0}};\n"
		     "static const struct declaration declared[] = {{0}};\n"
		     "const struct lab racelab_lab = {.title = \"T\", .family = \"F\", .difficulty = 1,\n"
		     "	.scenarios = none, .declared = declared};\n");
	assert_refused("02", NULL, "has no scenario");
}

static void a_description_that_names_no_checker_is_refused(void **state)
{
	(void)state;
	little_write("03-luck/lab.h", "");
	little_write("03-luck/scenario.c",
		     SCENARIO_HEAD
		     "static void body(unsigned self) { (void)self; }\n"
		     "static const struct scenario one[] = {{.name = \"a\", .what = \"b\", .body = {body}},\n"
		     "	{0}};\n"
		     "static const struct declaration declared[] = {{.by = \"luck\", .starter = ALWAYS},\n"
		     "	{0}};\n"
		     "const struct lab racelab_lab = {.title = \"T\", .family = \"F\", .difficulty = 1,\n"
		     "	.scenarios = one, .declared = declared};\n");
	assert_refused("03", NULL, "'luck' in .declared is no checker");
}

static void what_a_submission_uses_is_told_from_what_the_scenario_calls(void **state)
{
	struct subject *subject = NULL;
	char *error = NULL, *work;

	(void)state;
	little_lab("static void body(unsigned self) { (void)self; nothing(); sleep(1); }\n", "", "body",
		   "", false);
	assert_true(subject_new("01", NULL, COMPILER_GCC, NULL, &subject, &error));
	assert_false(subject_uses(subject, "sleep"));
	assert_true(subject_calls(subject, "sleep"));
	work = format_string("%s", subject->work);
	subject_free(subject);
	assert_int_not_equal(access(work, F_OK), 0); /* nothing is left behind */
	free(work);
}

#define CASE(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_lab_is_found_by_number_name_and_folder),
		CASE(an_unknown_lab_is_answered_with_the_nearest),
		CASE(the_contract_is_what_the_scenario_calls),
		CASE(a_missing_function_is_named),
		CASE(a_file_that_does_not_compile_shows_the_compiler_s_words),
		CASE(files_that_are_none_are_refused_each_in_its_way),
		CASE(an_unwritable_tmpdir_is_said),
		CASE(a_broken_scenario_shows_the_compiler_s_words),
		CASE(a_description_without_a_scenario_is_refused),
		CASE(a_description_that_names_no_checker_is_refused),
		CASE(what_a_submission_uses_is_told_from_what_the_scenario_calls),
	};

	return cmocka_run_group_tests_name("subject", tests, little_labs_begin, little_labs_end);
}
