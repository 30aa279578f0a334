/* SPDX-License-Identifier: MIT */
/* Work folders: theirs alone, and gone with whoever made them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "files.h"
#include "made_folder.h"
#include "text.h"
#include "work_folder.h"

static char *error;

static int begin(void **state)
{
	return made_folder_begin(state) == 0 && setenv("TMPDIR", made_path(""), 1) == 0 ? 0 : -1;
}

static int end(void **state)
{
	return unsetenv("TMPDIR") == 0 ? made_folder_end(state) : -1;
}

/* With a folder in it, and a file in that. */
static char *make_full(void)
{
	char *folder = work_folder_make(&error), *path;

	assert_non_null(folder);
	path = format_string("%s/reports", folder);
	assert_int_equal(mkdir(path, 0777), 0);
	free(path);
	path = format_string("%s/reports/1.xml", folder);
	assert_true(files_write(path, "x", 1));
	free(path);
	return folder;
}

static void one_is_removed_with_all_that_is_in_it(void **state)
{
	char *folder = make_full(), *copy = format_string("%s", folder);

	(void)state;
	work_folder_remove(folder);
	assert_int_equal(access(copy, F_OK), -1);
	free(copy);
}

static void nobody_else_may_look_in(void **state)
{
	char *folder = work_folder_make(&error);
	struct stat status;

	(void)state;
	assert_int_equal(stat(folder, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	work_folder_remove(folder);
}

static void a_process_that_must_end_removes_all_of_its_own(void **state)
{
	char *one = make_full(), *other = make_full();

	(void)state;
	work_folders_remove_all();
	assert_int_equal(access(one, F_OK), -1);
	assert_int_equal(access(other, F_OK), -1);
	work_folder_remove(one);
	work_folder_remove(other);
}

/* The folder that a process made and left, dead as it is. */
static char *left_by(pid_t *process)
{
	char path[4096] = "";
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	*process = fork();
	if (*process == 0) {
		char *folder = make_full();

		if (write(ends[1], folder, strlen(folder)) < 0)
			_exit(1);
		_exit(0);
	}
	close(ends[1]);
	assert_true(read(ends[0], path, sizeof path - 1) > 0);
	close(ends[0]);
	assert_int_equal(waitpid(*process, NULL, 0), *process);
	return format_string("%s", path);
}

static void what_a_killed_process_left_is_swept_and_nothing_else(void **state)
{
	pid_t dead, other;
	char *left = left_by(&dead), *others = left_by(&other), *own = make_full();

	(void)state;
	work_folders_sweep(dead);
	assert_int_equal(access(left, F_OK), -1);
	assert_int_equal(access(others, F_OK), 0);
	assert_int_equal(access(own, F_OK), 0);
	work_folders_sweep(other);
	assert_int_equal(access(others, F_OK), -1);
	work_folder_remove(own);
	free(left);
	free(others);
}

static void where_there_is_no_place_the_mend_is_told(void **state)
{
	(void)state;
	setenv("TMPDIR", made_path("nowhere"), 1);
	assert_null(work_folder_make(&error));
	assert_non_null(strstr(error, "set TMPDIR to a folder with room"));
	free(error);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_is_removed_with_all_that_is_in_it),
		TEST(nobody_else_may_look_in),
		TEST(a_process_that_must_end_removes_all_of_its_own),
		TEST(what_a_killed_process_left_is_swept_and_nothing_else),
		TEST(where_there_is_no_place_the_mend_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
