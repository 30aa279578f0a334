/* SPDX-License-Identifier: MIT */
/* What is remembered of a student's labs, and files that appear whole or not at all. */
#include "../harness/files.h"
#include "../harness/state.h"

#include <errno.h>
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

static char folder[64];
static char source[128];

static void put(const char *path, const char *text)
{
	assert_true(files_write(path, text, strlen(text)));
}

static int begin(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/racelab-test-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	setenv("XDG_STATE_HOME", folder, 1);
	snprintf(source, sizeof source, "%s/lab.c", folder);
	put(source, "int x;\n");
	return 0;
}

static int end(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

static uint64_t hash_now(void)
{
	uint64_t hash = FILES_HASH_START;

	assert_true(files_hash(source, &hash));
	return hash;
}

static void a_lab_that_was_never_checked_is_not_tried(void **state)
{
	(void)state;
	assert_int_equal(state_load("01-a", source), STATE_NOT_TRIED);
}

static void the_verdict_is_remembered(void **state)
{
	(void)state;
	state_save("01-a", hash_now(), VERDICT_FAIL);
	assert_int_equal(state_load("01-a", source), STATE_FAILS);
	state_save("01-a", hash_now(), VERDICT_NO_FAILURE_FOUND);
	assert_int_equal(state_load("01-a", source), STATE_REPAIRED);
	assert_int_equal(state_load("02-b", source), STATE_NOT_TRIED);
}

static void an_edit_after_the_check_shows(void **state)
{
	(void)state;
	state_save("01-a", hash_now(), VERDICT_PROVED);
	put(source, "int y;\n");
	assert_int_equal(state_load("01-a", source), STATE_CHANGED);
}

static void an_error_of_the_harness_is_not_remembered(void **state)
{
	(void)state;
	state_save("01-a", hash_now(), VERDICT_FAIL);
	state_save("01-a", hash_now(), VERDICT_ERROR);
	assert_int_equal(state_load("01-a", source), STATE_FAILS);
}

static void a_spoiled_file_is_as_good_as_none(void **state)
{
	char path[128];

	(void)state;
	state_save("01-a", hash_now(), VERDICT_FAIL);
	snprintf(path, sizeof path, "%s/racelab/01-a", folder);
	put(path, "\xff\xfe nonsense");
	assert_int_equal(state_load("01-a", source), STATE_NOT_TRIED);
	put(path, "");
	assert_int_equal(state_load("01-a", source), STATE_NOT_TRIED);
}

static void no_place_for_the_state_is_no_error(void **state)
{
	(void)state;
	setenv("XDG_STATE_HOME", "/proc/nowhere", 1);
	state_save("01-a", hash_now(), VERDICT_FAIL);
	assert_int_equal(state_load("01-a", source), STATE_NOT_TRIED);
}

static void a_file_is_replaced_whole_and_keeps_its_permissions(void **state)
{
	struct stat stat_now;
	size_t count;
	char *text;

	(void)state;
	assert_int_equal(chmod(source, 0640), 0);
	put(source, "longer than it was before\n");
	text = files_read(source, &count);
	assert_string_equal(text, "longer than it was before\n");
	free(text);
	assert_int_equal(stat(source, &stat_now), 0);
	assert_int_equal(stat_now.st_mode & 07777, 0640);
}

static void a_full_device_is_told_and_stays_a_device(void **state)
{
	struct stat full;

	(void)state;
	assert_false(files_write("/dev/full", "text", 4));
	assert_int_equal(errno, ENOSPC);
	assert_int_equal(stat("/dev/full", &full), 0);
	assert_true(S_ISCHR(full.st_mode));
}

static void a_folder_or_a_missing_one_is_told(void **state)
{
	(void)state;
	assert_false(files_write(folder, "text", 4));
	assert_int_equal(errno, EISDIR);
	assert_false(files_write("/nowhere/at/all", "text", 4));
	assert_int_equal(errno, ENOENT);
}

static void texts_that_differ_have_different_hashes(void **state)
{
	uint64_t before = hash_now();

	(void)state;
	put(source, "int x; \n");
	assert_true(before != hash_now());
	put(source, "int x;\n");
	assert_true(before == hash_now());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_lab_that_was_never_checked_is_not_tried, begin,
						end),
		cmocka_unit_test_setup_teardown(the_verdict_is_remembered, begin, end),
		cmocka_unit_test_setup_teardown(an_edit_after_the_check_shows, begin, end),
		cmocka_unit_test_setup_teardown(an_error_of_the_harness_is_not_remembered, begin,
						end),
		cmocka_unit_test_setup_teardown(a_spoiled_file_is_as_good_as_none, begin, end),
		cmocka_unit_test_setup_teardown(no_place_for_the_state_is_no_error, begin, end),
		cmocka_unit_test_setup_teardown(a_file_is_replaced_whole_and_keeps_its_permissions,
						begin, end),
		cmocka_unit_test_setup_teardown(a_full_device_is_told_and_stays_a_device, begin,
						end),
		cmocka_unit_test_setup_teardown(a_folder_or_a_missing_one_is_told, begin, end),
		cmocka_unit_test_setup_teardown(texts_that_differ_have_different_hashes, begin,
						end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
