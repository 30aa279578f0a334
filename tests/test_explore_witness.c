/* SPDX-License-Identifier: MIT */
/* Witnesses, their tokens, and what is sampled, in explore. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_explore.h"
#include "little_lab.h"
#include "text.h"
#include "token.h"
#include "witness.h"

static const char if_for_while[] =
	"static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
	"static pthread_cond_t c = PTHREAD_COND_INITIALIZER;\nstatic int loaves;\n"
	"static void eat(unsigned s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n	if (loaves == 0)\n"
	"		pthread_cond_wait(&c, &m);\n	EXPECT(loaves > 0, \"nothing there\");\n	loaves--;\n"
	"	pthread_mutex_unlock(&m);\n}\n"
	"static void bake(unsigned s)\n{\n	(void)s;\n	for (int i = 0; i < 2; i++) {\n		pthread_mutex_lock(&m);\n"
	"		loaves++;\n		pthread_cond_signal(&c);\n		pthread_mutex_unlock(&m);\n	}\n}\n";

static void an_if_for_a_while_fails_with_few_switches(void **state)
{
	const struct finding *finding;
	struct result result;

	(void)state;
	little_lab(if_for_while, "", "eat, eat, bake", "", false);
	result = little_explore();
	finding = little_finding(&result, FINDING_ASSERTION);
	assert_non_null(finding->witness);
	assert_in_range(finding->witness->switches, 1, 4);
	assert_in_range(strlen(finding->witness->token), 10, 48);
	assert_true(finding->witness->nsteps > 0);
	result_release(&result);
}

static void a_lost_update_needs_two_switches(void **state)
{
	const struct finding *finding;
	struct result result;

	(void)state;
	little_lab("static int n;\nstatic void a(unsigned s)\n{\n	(void)s;\n	n++;\n}\n"
		   "static void check(void)\n{\n	EXPECT(n == 2, \"%d\", n);\n}\n",
		   "", "a, a", "check", false);
	result = little_explore();
	finding = little_finding(&result, FINDING_ASSERTION);
	assert_int_equal(finding->witness->switches, 2);
	assert_int_equal(finding->witness->nsteps, 4);
	assert_string_equal(finding->witness->steps[0].what, "reads");
	assert_string_equal(finding->witness->steps[0].object, "n");
	assert_int_equal(finding->witness->steps[3].value, 1);
	/* T2 has read what T1 is about to overwrite: the update is lost, whoever writes first. */
	assert_true(finding->witness->steps[1].failing);
	result_release(&result);
}

static void a_token_read_is_the_schedule_written(void **state)
{
	struct wire_schedule schedule = {.used = 3,
					 .turns = {{1, 0, 700}, {63, 5, 1}, {2, 0, 3}}};
	struct subject *subject;
	struct token token;
	char *error = NULL, *text;

	(void)state;
	little_lab(if_for_while, "", "eat, eat, bake", "", false);
	assert_true(subject_new("01", NULL, COMPILER_GCC, NULL, &subject, &error));
	text = token_write(subject, 4, &schedule);
	assert_true(token_read(text, &token, &error));
	assert_string_equal(token.lab, "01");
	assert_int_equal(token.scenario, 4);
	assert_int_equal(token.hash, token_hash(subject));
	assert_int_equal(token.schedule.used, 3);
	assert_memory_equal(token.schedule.turns, schedule.turns, 3 * sizeof schedule.turns[0]);
	free(text);
	subject_free(subject);
}

static void a_damaged_token_is_refused_with_the_reason(void **state)
{
	struct token token;
	char *error = NULL;

	(void)state;
	assert_false(token_read("hello", &token, &error));
	assert_non_null(strstr(error, "no token"));
	free(error);
	assert_false(token_read("01.1-00000000-AB*C", &token, &error));
	assert_non_null(strstr(error, "'*C'"));
	free(error);
}

static void sampling_finds_what_is_there_and_tells_its_bound(void **state)
{
	struct result result;

	(void)state;
	little_lab(if_for_while, "", "eat, eat, bake", "", false);
	result = little_explore_with(
		(struct settings){.search = SEARCH_SAMPLE, .search_chosen = true, .runs = 2000});
	little_finding(&result, FINDING_ASSERTION);
	assert_false(result.explored->complete);
	result_release(&result);
}

static void too_many_classes_are_sampled_after_a_trial(void **state)
{
	struct result result;

	(void)state;
	little_lab("static atomic_int x;\nstatic void a(unsigned s)\n{\n	(void)s;\n"
		   "	for (int i = 0; i < 9; i++)\n		atomic_fetch_add(&x, 1);\n}\n",
		   "", "a, a, a, a", "", false);
	result = little_explore_with((struct settings){.runs = 20000});
	assert_int_equal(result.status, STATUS_NO_FAILURE_FOUND);
	assert_int_equal(result.nexplored, 2);
	assert_true(result.explored[1].sampled);
	assert_true(result.explored[0].estimate > result.explored[0].executions);
	result_release(&result);
}

static void more_threads_than_the_clocks_had_room_for_are_explored(void **state)
{
	struct result result;

	(void)state;
	little_lab("static atomic_int x[20];\nstatic void *f(void *i)\n{\n	x[(long)i]++;\n	return i;\n}\n"
		   "static void a(unsigned s)\n{\n	pthread_t t[20];\n\n	(void)s;\n"
		   "	for (long i = 0; i < 20; i++)\n		pthread_create(&t[i], NULL, f, (void *)i);\n"
		   "	for (int i = 0; i < 20; i++)\n		pthread_join(t[i], NULL);\n}\n",
		   "", "a", "", false);
	result = little_explore();
	little_print(&result);
	assert_int_equal(result.status, STATUS_PROVED);
	assert_int_equal(result.executions, 1);
	result_release(&result);
}

static void a_stack_that_threads_share_is_explored_too(void **state)
{
	(void)state;
	assert_finds("static void *f(void *p)\n{\n	++*(int *)p;\n	return NULL;\n}\n"
		     "static void a(unsigned s)\n{\n	int here = 0;\n	pthread_t t;\n\n	(void)s;\n"
		     "	pthread_create(&t, NULL, f, &here);\n	here++;\n	pthread_join(t, NULL);\n"
		     "	EXPECT(here == 2, \"%d\", here);\n}\n",
		     "a", FINDING_ASSERTION, "1");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_if_for_a_while_fails_with_few_switches),
		cmocka_unit_test(a_lost_update_needs_two_switches),
		cmocka_unit_test(a_token_read_is_the_schedule_written),
		cmocka_unit_test(a_damaged_token_is_refused_with_the_reason),
		cmocka_unit_test(sampling_finds_what_is_there_and_tells_its_bound),
		cmocka_unit_test(too_many_classes_are_sampled_after_a_trial),
		cmocka_unit_test(more_threads_than_the_clocks_had_room_for_are_explored),
		cmocka_unit_test(a_stack_that_threads_share_is_explored_too),
	};

	return cmocka_run_group_tests(tests, little_labs_begin, little_labs_end);
}
