/* SPDX-License-Identifier: MIT */
/* How valgrind is found and what it is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../harness/checkers/valgrind.h"

/* A folder with a program called valgrind that does nothing, alone in PATH. */
static char folder[] = "/tmp/racelab-test-XXXXXX";

static void put_program(void)
{
	char command[256];

	assert_non_null(mkdtemp(folder));
	snprintf(command, sizeof command, "ln -s /bin/true %s/valgrind", folder);
	assert_int_equal(system(command), 0);
	assert_int_equal(setenv("PATH", folder, 1), 0);
}

static void take_away_program(const char *path)
{
	char command[256];

	assert_int_equal(setenv("PATH", path, 1), 0);
	snprintf(command, sizeof command, "rm -r %s", folder);
	assert_int_equal(system(command), 0);
}

static bool has_word(const struct vg_command *command, const char *word)
{
	for (size_t i = 0; command->words[i] != NULL; i++)
		if (strcmp(command->words[i], word) == 0)
			return true;
	return false;
}

static void without_valgrind_the_mend_is_told(void **state)
{
	char *path = strdup(getenv("PATH")), *why = NULL;

	(void)state;
	assert_int_equal(setenv("PATH", "/nowhere:/neither", 1), 0);
	assert_false(valgrind_usable(&why));
	assert_non_null(strstr(why, "apt-get install valgrind"));
	assert_int_equal(setenv("PATH", path, 1), 0);
	free(path);
	free(why);
}

static void the_command_names_tool_options_and_target(void **state)
{
	char *path = strdup(getenv("PATH"));
	struct vg_command command;

	(void)state;
	put_program();
	assert_true(vg_command_init(&command, &vg_helgrind, "/folder/50% off"));
	assert_non_null(strstr(command.words[0], "/valgrind"));
	assert_true(has_word(&command, "--tool=helgrind"));
	assert_true(has_word(&command, "--history-level=full"));
	assert_true(has_word(&command, "--xml-file=/folder/50%% off/%p.xml"));
	assert_true(has_word(&command, "--command-line-only=yes"));
	vg_command_release(&command);
	assert_true(vg_command_init(&command, &vg_drd, "/work"));
	assert_true(has_word(&command, "--tool=drd"));
	assert_false(has_word(&command, "--history-level=full"));
	vg_command_release(&command);
	take_away_program(path);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_valgrind_the_mend_is_told),
		cmocka_unit_test(the_command_names_tool_options_and_target),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
