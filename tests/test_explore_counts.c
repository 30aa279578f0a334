/* SPDX-License-Identifier: MIT */
/*
 * Programs whose numbers of classes are known, from closed forms and from other optimal checkers:
 * explore runs exactly so many executions.  The programs are bench/labs; the number stands at the
 * end of a scenario's name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "checkers/checker.h"
#include "kit.h"
#include "subject.h"

static int begin(void **state)
{
	char *error = NULL;

	(void)state;
	return kit_init("bench/labs", &error) ? 0 : -1;
}

static uint64_t count_in(const char *name)
{
	return strtoull(strrchr(name, ':') + 1, NULL, 10);
}

static void counts_are_right_in(const char *lab)
{
	struct settings settings = {.scenario = -1, .seed = 1};
	struct result result = {.checker = "explore"};
	struct subject *subject;
	char *error = NULL;

	if (!subject_new(lab, NULL, COMPILER_GCC, NULL, &subject, &error))
		fail_msg("%s", error);
	checker_find("explore")->check(subject, &settings, &result);
	if (result.status == STATUS_ERROR)
		fail_msg("%s", result.note);
	assert_true(result.nexplored > 0);
	for (size_t i = 0; i < result.nexplored; i++) {
		const struct exploring *row = &result.explored[i];

		if (row->executions != count_in(row->scenario) || !row->complete)
			fail_msg("%s, but it took %llu executions%s", row->scenario,
				 (unsigned long long)row->executions,
				 row->complete ? "" : " and did not end");
	}
	result_release(&result);
	subject_free(subject);
}

static void small_programs_take_as_many_executions_as_they_have_classes(void **state)
{
	(void)state;
	counts_are_right_in("01-small");
}

static void lastzero_takes_as_many_executions_as_it_has_classes(void **state)
{
	(void)state;
	counts_are_right_in("02-lastzero");
}

static void a_ring_takes_as_many_executions_as_it_has_classes(void **state)
{
	(void)state;
	counts_are_right_in("03-ring");
}

static void processes_take_as_many_executions_as_threads_would(void **state)
{
	(void)state;
	counts_are_right_in("04-processes");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_programs_take_as_many_executions_as_they_have_classes),
		cmocka_unit_test(lastzero_takes_as_many_executions_as_it_has_classes),
		cmocka_unit_test(a_ring_takes_as_many_executions_as_it_has_classes),
		cmocka_unit_test(processes_take_as_many_executions_as_threads_would),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
