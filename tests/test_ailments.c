/* SPDX-License-Identifier: MIT */
/* What doctor makes of the kernel's and the shell's words. */
#include "../harness/ailments.h"
#include "../harness/kit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void half_a_processor_is_short_and_two_are_not(void **state)
{
	double processors;

	(void)state;
	assert_true(ailments_quota_is_short("50000 100000", &processors));
	assert_true(processors > 0.49 && processors < 0.51);
	assert_false(ailments_quota_is_short("200000 100000", &processors));
	assert_false(ailments_quota_is_short("100000 100000", &processors));
}

static void no_quota_and_nonsense_are_not_short(void **state)
{
	static const char *const words[] = {"max 100000", "", "0", "1 0", "x y"};
	double processors;

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_false(ailments_quota_is_short(words[i], &processors));
}

static void an_empty_variable_disturbs_nothing(void **state)
{
	(void)state;
	assert_false(ailments_variable_disturbs(NULL));
	assert_false(ailments_variable_disturbs(""));
	assert_true(ailments_variable_disturbs("report_bugs=0"));
}

/* The ailment whose sentence has this part; NULL: none. */
static const struct ailment *find(const struct ailments *ailments, const char *part)
{
	for (size_t i = 0; i < ailments->count; i++)
		if (strstr(ailments->items[i].what, part) != NULL)
			return &ailments->items[i];
	return NULL;
}

static void a_silenced_sanitizer_is_told_but_weakens_nothing_here(void **state)
{
	struct ailments ailments;
	const struct ailment *found;

	(void)state;
	setenv("TSAN_OPTIONS", "report_bugs=0", 1);
	ailments_find(&ailments);
	found = find(&ailments, "TSAN_OPTIONS");
	assert_non_null(found);
	assert_string_equal(found->mend, "unset TSAN_OPTIONS");
	assert_false(found->weakens);
	ailments_release(&ailments);
	unsetenv("TSAN_OPTIONS");
}

static void no_valgrind_in_the_path_is_told_with_its_mend(void **state)
{
	char *path = strdup(getenv("PATH"));
	struct ailments ailments;
	const struct ailment *found;

	(void)state;
	setenv("PATH", "/nowhere", 1);
	ailments_find(&ailments);
	setenv("PATH", path, 1);
	free(path);
	found = find(&ailments, "no valgrind");
	assert_non_null(found);
	assert_true(found->weakens);
	assert_non_null(strstr(found->mend, "apt install valgrind"));
	assert_non_null(find(&ailments, "no gcc"));
	ailments_release(&ailments);
}

static void a_folder_for_objects_that_is_not_there_is_told(void **state)
{
	struct ailments ailments;

	(void)state;
	setenv("TMPDIR", "/nowhere", 1);
	ailments_find(&ailments);
	unsetenv("TMPDIR");
	assert_non_null(find(&ailments, "/nowhere cannot be written to"));
	ailments_release(&ailments);
}

static int begin_all(void **state)
{
	char *error = NULL;

	(void)state;
	return kit_init(NULL, &error) ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(half_a_processor_is_short_and_two_are_not),
		cmocka_unit_test(no_quota_and_nonsense_are_not_short),
		cmocka_unit_test(an_empty_variable_disturbs_nothing),
		cmocka_unit_test(a_silenced_sanitizer_is_told_but_weakens_nothing_here),
		cmocka_unit_test(no_valgrind_in_the_path_is_told_with_its_mend),
		cmocka_unit_test(a_folder_for_objects_that_is_not_there_is_told),
	};

	return cmocka_run_group_tests(tests, begin_all, NULL);
}
