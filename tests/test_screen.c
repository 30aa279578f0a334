/* SPDX-License-Identifier: MIT */
/*
 * Screening as a part of a whole check, and all labs: what their authors vouch for passes, and the
 * wrong repairs that hide are refused.  What is found in detail stands in test_screen_*.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_screen.h"
#include "checkings.h"
#include "gallery.h"
#include "kit.h"

/* ---- a whole check ---- */

static void check(const char *text, struct checking *checking)
{
	struct settings settings = {.runs = 1, .scenario = -1, .noise = -1, .seed = 1};
	const struct checker *const few[] = {checker_find("screen"), checker_find("explore")};
	struct subject *subject;
	char *source = screen_path("student/lab.c"), *error = NULL;

	little_write("student/lab.c", text);
	if (!subject_new("01", source, COMPILER_GCC, NULL, &subject, &error) ||
	    !checking_run(subject, &settings, &settings, few, 2, checking, &error))
		fail_msg("%s", error);
	subject_free(subject);
	free(source);
}

static void what_is_unfit_is_neither_compiled_nor_run_and_fails(void **state)
{
	struct checking checking = {0};

	(void)state;
	check(HEAD "#include \"/dev/zero\"" TAIL, &checking);
	assert_int_equal(checking.verdict, VERDICT_FAIL);
	assert_int_equal(checking.results[0].status, STATUS_FAIL);
	assert_int_equal(checking.results[1].status, STATUS_SKIPPED);
	assert_non_null(strstr(checking.results[1].note, "not given to a compiler"));
	checking_release(&checking);
}

static void what_is_refused_and_cannot_be_linked_fails_and_is_no_error(void **state)
{
	struct checking checking = {0};

	(void)state;
	check(HEAD "const int racelab_lab = 1;" TAIL, &checking);
	assert_int_equal(checking.verdict, VERDICT_FAIL);
	assert_int_equal(checking.results[1].status, STATUS_SKIPPED);
	assert_non_null(strstr(checking.results[1].note, "racelab_lab"));
	checking_release(&checking);
}

static void what_is_refused_is_run_all_the_same(void **state)
{
	struct checking checking = {0};

	(void)state;
	check(HEAD "__attribute__((weak)) int a;" TAIL, &checking);
	assert_int_equal(checking.verdict, VERDICT_FAIL);
	assert_int_equal(checking.results[1].status, STATUS_PROVED);
	checking_release(&checking);
}

static void what_does_not_compile_is_the_compiler_s_to_say(void **state)
{
	const struct checker *screening = checker_find("screen");
	struct settings settings = {.scenario = -1};
	struct checking checking = {0};
	struct subject *subject;
	char *source = screen_path("student/lab.c"), *error = NULL;

	(void)state;
	little_write("student/lab.c", HEAD "int a = no_such_name;" TAIL);
	assert_true(subject_new("01", source, COMPILER_GCC, NULL, &subject, &error));
	assert_false(checking_run(subject, &settings, &settings, &screening, 1, &checking, &error));
	assert_non_null(strstr(error, "no_such_name"));
	free(error);
	subject_free(subject);
	free(source);
}

static void a_whole_program_is_not_screened(void **state)
{
	const struct settings settings = {.scenario = -1};
	char *source = screen_path("program.c"), *error = NULL;
	struct program program = {.files = (char *[]){source, NULL}};
	struct result result = {.checker = "screen"};
	struct subject *subject;

	(void)state;
	little_write("program.c", "int main(void) { __asm__(\"\"); return 0; }\n");
	assert_true(subject_new_program(&program, COMPILER_GCC, NULL, &subject, &error));
	checker_find("screen")->check(subject, &settings, &result);
	assert_int_equal(result.status, STATUS_SKIPPED);
	assert_non_null(strstr(result.note, "only what is handed in for a lab"));
	result_release(&result);
	subject_free(subject);
	free(source);
}

/* ---- all labs ---- */

/* What the authors vouch for: only these wrong ones are refused, and all of them are. */
static bool is_to_be_refused(const struct piece *piece)
{
	return piece->kind == PIECE_WRONG && strcmp(piece->by->name, "screen") == 0;
}

static bool is_of_interest(const struct piece *piece)
{
	return piece->kind != PIECE_WRONG || piece->family == FAMILY_FOOL;
}

static unsigned count_wrong(const struct checkings *checkings, const struct piece **pieces)
{
	unsigned wrong = 0;

	for (size_t i = 0; i < checkings->count; i++) {
		const struct checkings_job *job = &checkings->jobs[i];
		enum verdict wanted =
			is_to_be_refused(pieces[i]) ? VERDICT_FAIL : VERDICT_NO_FAILURE_FOUND;
		bool either = pieces[i]->kind == PIECE_WRONG && !is_to_be_refused(pieces[i]);

		if (job->error == NULL && (either || job->checking.verdict == wanted))
			continue;
		print_message("    %s: %s\n", pieces[i]->path,
			      job->error != NULL ? job->error : "not as it should be");
		if (job->error == NULL)
			screen_show(job->checking.results);
		wrong++;
	}
	return wrong;
}

static void add_gallery(struct checkings *checkings, const struct piece **pieces,
			const struct checker *const *screening, const struct gallery *gallery)
{
	for (size_t i = 0; i < gallery->count; i++) {
		if (!is_of_interest(&gallery->pieces[i]))
			continue;
		pieces[checkings->count] = &gallery->pieces[i];
		checkings->jobs[checkings->count++] =
			(struct checkings_job){.lab = gallery->lab,
					       .source = gallery->pieces[i].path,
					       .list = screening,
					       .count = 1};
	}
}

static void every_right_repair_passes_and_every_wrong_one_that_hides_is_refused(void **state)
{
	const struct checker *const screening = checker_find("screen");
	const struct settings settings = {.scenario = -1};
	struct checkings checkings = {.native = &settings, .tools = &settings};
	struct galleries galleries;
	const struct piece **pieces;
	char *error;

	(void)state;
	assert_true(kit_init("labs", &error));
	if (!galleries_open(NULL, &galleries, &error))
		fail_msg("%s", error);
	checkings.jobs = calloc(galleries.npieces, sizeof *checkings.jobs);
	pieces = calloc(galleries.npieces, sizeof *pieces);
	for (size_t i = 0; i < galleries.count; i++)
		add_gallery(&checkings, pieces, &screening, &galleries.items[i]);
	checkings_run(&checkings);
	assert_true(checkings.count > 0);
	assert_int_equal(count_wrong(&checkings, pieces), 0);
	checkings_release(&checkings);
	free(checkings.jobs);
	free(pieces);
	galleries_close(&galleries);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_unfit_is_neither_compiled_nor_run_and_fails),
		cmocka_unit_test(what_is_refused_and_cannot_be_linked_fails_and_is_no_error),
		cmocka_unit_test(what_is_refused_is_run_all_the_same),
		cmocka_unit_test(what_does_not_compile_is_the_compiler_s_to_say),
		cmocka_unit_test(a_whole_program_is_not_screened),
		cmocka_unit_test(
			every_right_repair_passes_and_every_wrong_one_that_hides_is_refused),
	};

	return cmocka_run_group_tests_name("screening", tests, little_screen_begin,
					   little_labs_end);
}
