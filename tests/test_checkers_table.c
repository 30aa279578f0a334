/* SPDX-License-Identifier: MIT */
/*
 * CHECKERS.md's table of labs and checkers says what the checkers say today: the command that writes it
 * is asked to compare.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <cmocka.h>

#include "kit.h"
#include "text.h"

static void the_table_in_checkers_md_is_what_is_found(void **state)
{
	char *command = format_string("%s/racelab demo --compare CHECKERS.md >&2", kit_build_dir());
	int status = system(command);

	(void)state;
	free(command);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0); /* else: make checkers, and look at the difference */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_in_checkers_md_is_what_is_found),
	};
	char *error;

	if (!kit_init("labs", &error)) {
		fprintf(stderr, "%s\n", error);
		return 2;
	}
	return cmocka_run_group_tests_name("the table in CHECKERS.md", tests, NULL, NULL);
}
