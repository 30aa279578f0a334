/* SPDX-License-Identifier: MIT */
/* Where things lie: folders of labs and of solutions, and where descriptions are kept. */
#include "../harness/kit.h"
#include "../harness/labs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "made_folder.h"

static char *error; /* of the last call that failed */

static int begin(void **state)
{
	if (made_folder_begin(state) != 0)
		return -1;
	made_lab("91-alpha", NULL);
	made_lab("92-second-lab", NULL);
	return kit_init(made_path("labs"), &error) ? 0 : -1;
}

static int end(void **state)
{
	free(error);
	error = NULL;
	return made_folder_end(state);
}

static void assert_error_says(const char *words)
{
	assert_non_null(error);
	if (strstr(error, words) == NULL)
		fail_msg("'%s' is not in the message: %s", words, error);
}

static void a_folder_of_labs_that_is_not_there_is_told(void **state)
{
	(void)state;
	assert_false(kit_init(made_path("nowhere"), &error));
	assert_error_says("nowhere");
	assert_error_says("--labs");
	free(error);
	assert_false(kit_init(made_path("labs/91-alpha/lab.c"), &error));
}

static void the_solutions_are_those_beside_the_labs(void **state)
{
	(void)state;
	assert_null(kit_solutions_dir());
	made_file("solutions/91-alpha/lab.c", made_lab_c);
	assert_true(kit_init(made_path("labs/"), &error));
	assert_string_equal(kit_solutions_dir(), made_path("solutions"));
}

static void labs_of_one_name_in_two_places_are_two_labs(void **state)
{
	const struct lab *one, *other;

	(void)state;
	made_file("other/91-alpha/lab.h", "");
	made_file("other/91-alpha/scenario.c",
		  "#include \"scenario.h\"\n"
		  "static void run(unsigned self) { (void)self; }\n"
		  "static const struct scenario all[] = {{.name = \"a\", .what = \"b\",\n"
		  "	.body = {run}}, {0}};\n"
		  "static const struct declaration none[] = {{0}};\n"
		  "const struct lab racelab_lab = {.title = \"The other\", .family = \"f\",\n"
		  "	.difficulty = 5, .scenarios = all, .declared = none};\n");
	assert_true(labs_describe("91-alpha", &one, &error));
	assert_true(kit_init(made_path("other"), &error));
	assert_true(labs_describe("91-alpha", &other, &error));
	assert_string_equal(one->title, "A counter");
	assert_string_equal(other->title, "The other");
}

static void many_processes_may_read_a_new_lab_at_once(void **state)
{
	const struct lab *lab;
	pid_t children[6];
	int status;

	(void)state;
	for (int i = 0; i < 6; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(labs_describe("91-alpha", &lab, &error) ? 0 : 1);
	}
	for (int i = 0; i < 6; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
}

static void no_room_for_compiled_files_is_told(void **state)
{
	char **functions;

	(void)state;
	setenv("TMPDIR", made_path("nowhere"), 1);
	assert_false(labs_contract("91-alpha", &functions, &error));
	assert_error_says("TMPDIR");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_folder_of_labs_that_is_not_there_is_told),
		TEST(the_solutions_are_those_beside_the_labs),
		TEST(labs_of_one_name_in_two_places_are_two_labs),
		TEST(many_processes_may_read_a_new_lab_at_once),
		TEST(no_room_for_compiled_files_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
