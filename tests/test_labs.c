/* SPDX-License-Identifier: MIT */
/*
 * The labs of a folder: their names, what a person may call them, their contracts, and what is
 * said of a description that lacks something.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "labs.h"
#include "little_lab.h"
#include "text.h"

/* ---- names ---- */

static int several_labs(void **state)
{
	(void)state;
	little_write("10-late-night/scenario.c", "");
	little_write("02-ticket-office/scenario.c", "");
	little_write("31-spawn-helper/scenario.c", "");
	little_write("05-unfinished/README.md", "");
	little_write("5-short/scenario.c", "");
	little_write("notes/scenario.c", "");
	little_write("77-/scenario.c", "");
	little_write("README.md", "");
	return 0;
}

static void labs_are_the_numbered_folders_with_a_scenario(void **state)
{
	char **names = labs_names();

	(void)state;
	assert_string_equal(names[0], "02-ticket-office");
	assert_string_equal(names[1], "10-late-night");
	assert_string_equal(names[2], "31-spawn-helper");
	assert_null(names[3]);
	labs_free_names(names);
}

static void assert_means(const char *given, const char *meant)
{
	char *name = NULL, *error = NULL;

	if (!labs_resolve(given, &name, &error))
		fail_msg("%s", error);
	assert_string_equal(name, meant);
	free(name);
}

static void a_lab_goes_by_number_name_or_folder(void **state)
{
	static const char *const words[] = {"2",
					    "02",
					    "ticket-office",
					    "02-ticket-office",
					    "02-ticket-office/",
					    "02-ticket-office///",
					    "labs/02-ticket-office",
					    "labs/02-ticket-office/",
					    NULL};

	(void)state;
	for (const char *const *word = words; *word != NULL; word++)
		assert_means(*word, "02-ticket-office");
	assert_means("10", "10-late-night");
}

static void assert_answer(const char *given, const char *words)
{
	char *name = NULL, *error = NULL;

	if (labs_resolve(given, &name, &error))
		fail_msg("'%s' is taken for %s", given, name);
	if (strstr(error, words) == NULL)
		fail_msg("'%s' does not say '%s'", error, words);
	free(error);
}

static void a_slip_of_the_finger_is_answered_with_the_nearest(void **state)
{
	(void)state;
	assert_answer("ticket-ofice", "did you mean 02-ticket-office?");
	assert_answer("spawn", "did you mean 31-spawn-helper?");
	assert_answer("03-ticket-office", "did you mean 02-ticket-office?");
}

static void what_is_like_no_lab_is_answered_with_where_to_look(void **state)
{
	(void)state;
	assert_answer("zebra", "`racelab list` shows");
	assert_answer("99", "there is no lab '99'");
	assert_answer("", "there is no lab ''");
	assert_answer("/", "there is no lab '/'");
	assert_answer("2x", "there is no lab '2x'");
	assert_answer("99999999999999999999999", "there is no lab '9999");
	assert_answer("../labs/notes", "there is no lab");
}

/* ---- what a description lacks ---- */

static void body(unsigned self)
{
	(void)self;
}

/* A whole description, to be spoiled by each test in its way. */
struct whole {
	struct scenario scenarios[3];
	struct declaration declared[3];
	struct lab lab;
};

static int make_whole(void **state)
{
	struct whole *whole = calloc(1, sizeof *whole);

	whole->scenarios[0] = (struct scenario){.name = "one", .what = "It runs.", .body = {body}};
	whole->scenarios[1] = (struct scenario){.name = "two", .what = "It runs.", .body = {body}};
	whole->declared[0] =
		(struct declaration){.by = "stress", .kind = FINDING_ASSERTION, .starter = ALWAYS};
	whole->declared[1] = (struct declaration){
		.by = "explore", .kind = FINDING_DEADLOCK, .false_alarm = "A gate protects it."};
	whole->lab = (struct lab){.title = "T",
				  .family = "F",
				  .difficulty = 5,
				  .scenarios = whole->scenarios,
				  .declared = whole->declared};
	*state = whole;
	return 0;
}

static int free_whole(void **state)
{
	free(*state);
	return 0;
}

static void assert_lacks(const struct lab *lab, const char *words)
{
	char *why = NULL;

	if (labs_validate(lab, &why))
		fail_msg("it lacks nothing");
	if (strstr(why, words) == NULL)
		fail_msg("'%s' does not say '%s'", why, words);
	free(why);
}

static void a_whole_description_lacks_nothing(void **state)
{
	struct whole *whole = *state;
	char *why;

	assert_true(labs_validate(&whole->lab, &why));
	assert_null(why);
	whole->declared[0].by = NULL; /* an empty list is one too */
	assert_true(labs_validate(&whole->lab, &why));
}

static void a_lab_has_a_title_and_a_family(void **state)
{
	struct whole *whole = *state;

	whole->lab.title = NULL;
	assert_lacks(&whole->lab, "no .title");
	whole->lab.title = "T";
	whole->lab.family = NULL;
	assert_lacks(&whole->lab, "no .family");
}

static void difficulty_goes_from_one_to_five(void **state)
{
	struct whole *whole = *state;

	whole->lab.difficulty = 0;
	assert_lacks(&whole->lab, ".difficulty is 0");
	whole->lab.difficulty = 6;
	assert_lacks(&whole->lab, ".difficulty is 6");
}

static void a_lab_has_a_scenario(void **state)
{
	struct whole *whole = *state;

	whole->scenarios[0].name = NULL;
	assert_lacks(&whole->lab, "no scenario");
	whole->lab.scenarios = NULL;
	assert_lacks(&whole->lab, "no scenario");
}

static void every_scenario_has_a_body_and_says_what_happens(void **state)
{
	struct whole *whole = *state;

	whole->scenarios[1].body[0] = NULL;
	assert_lacks(&whole->lab, "\"two\" has no body");
	whole->scenarios[1].body[0] = body;
	whole->scenarios[1].what = NULL;
	assert_lacks(&whole->lab, "\"two\" does not say what happens");
}

static void a_lab_declares_what_the_checkers_say(void **state)
{
	struct whole *whole = *state;

	whole->lab.declared = NULL;
	assert_lacks(&whole->lab, "no .declared");
}

static void every_declaration_names_a_checker_a_kind_and_something(void **state)
{
	struct whole *whole = *state;

	whole->declared[1].by = "luck";
	assert_lacks(&whole->lab, "'luck' in .declared is no checker");
	whole->declared[1].by = "drd";
	whole->declared[1].kind = FINDING_KINDS;
	assert_lacks(&whole->lab, "by drd has no kind");
	whole->declared[1].kind = (enum finding_kind) - 1;
	assert_lacks(&whole->lab, "by drd has no kind");
	whole->declared[1].kind = FINDING_DEADLOCK;
	whole->declared[1].false_alarm = NULL;
	assert_lacks(&whole->lab, "deadlock by drd declares nothing");
}

/* ---- contracts and descriptions ---- */

static void write_lab(const char *contract, const char *code, const char *title)
{
	char *scenario = format_string(
		"#include <pthread.h>\n#include <math.h>\n#include <stdlib.h>\n#include "
		"<threads.h>\n"
		"#include <stdatomic.h>\n#include \"lab.h\"\n#include \"scenario.h\"\n"
		"static void body(unsigned self) { (void)self; %s }\n"
		"static const struct scenario scenarios[] = {\n"
		"	{.name = \"it\", .what = \"It runs.\", .body = {body}}, {0}};\n"
		"static const struct declaration declared[] = {{0}};\n"
		"const struct lab racelab_lab = {.title = \"%s\", .family = \"F\", .difficulty = "
		"1,\n"
		"	.scenarios = scenarios, .declared = declared};\n",
		code, title);

	little_write("44-contract/lab.h", contract);
	little_write("44-contract/scenario.c", scenario);
	free(scenario);
}

/* The functions of 44-contract, with blanks between. */
static void assert_contract(const char *expected)
{
	char **functions, *error = NULL;
	struct text text = {0};
	char *all;

	if (!labs_contract("44-contract", &functions, &error))
		fail_msg("%s", error);
	for (char **function = functions; *function != NULL; function++)
		text_printf(&text, "%s%s", text.length ? " " : "", *function);
	labs_free_names(functions);
	all = text_take(&text);
	assert_string_equal(all, expected);
	free(all);
}

static void a_contract_is_sorted_and_names_each_function_once(void **state)
{
	(void)state;
	write_lab("void zeta(void); void alpha(void); extern int shared;\n",
		  "zeta(); alpha(); zeta(); shared = 1;", "T");
	assert_contract("alpha shared zeta");
}

static void what_libc_and_the_harness_have_is_no_contract(void **state)
{
	(void)state;
	write_lab("void mine(void);\n",
		  "mine(); free(malloc(1)); atexit(0); pthread_atfork(0, 0, 0); mtx_lock(0);\n"
		  "	pthread_self(); outcome((long)pow(self, 2)); mortal(); immortal();\n"
		  "	EXPECT(self, \"x\");",
		  "T");
	assert_contract("mine");
}

static void a_function_whose_name_only_begins_like_the_harness_s_is_contract(void **state)
{
	(void)state;
	write_lab("void outcome_of_vote(void); void mortality(void); void atexit_count(void);\n",
		  "outcome_of_vote(); mortality(); atexit_count();", "T");
	assert_contract("atexit_count mortality outcome_of_vote");
}

static void assert_described(const char *title)
{
	const struct lab *lab;
	char *error = NULL;

	if (!labs_describe("44-contract", &lab, &error))
		fail_msg("%s", error);
	assert_string_equal(lab->title, title);
	assert_string_equal(lab->scenarios[0].name, "it");
}

static void a_description_is_read_without_any_submission(void **state)
{
	(void)state;
	write_lab("void mine(void);\n", "mine();", "The first");
	assert_described("The first");
	assert_described("The first");
}

static void a_description_that_has_changed_is_read_again(void **state)
{
	(void)state;
	write_lab("void mine(void);\n", "mine();", "The second");
	assert_described("The second");
	write_lab("void mine(void);\n", "mine();", "The third");
	assert_described("The third");
}

static void assert_undescribed(const char *words)
{
	const struct lab *lab;
	char *error = NULL;

	assert_false(labs_describe("44-contract", &lab, &error));
	if (strstr(error, words) == NULL)
		fail_msg("'%s' does not say '%s'", error, words);
	free(error);
}

static void a_broken_scenario_gives_the_compiler_s_words(void **state)
{
	char **functions, *error = NULL;

	(void)state;
	little_write("44-contract/lab.h", "");
	little_write("44-contract/scenario.c", "\nint broken = no_such_name;\n");
	assert_undescribed("scenario.c:2:14: error: ");
	assert_false(labs_contract("44-contract", &functions, &error));
	assert_non_null(strstr(error, "no_such_name"));
	free(error);
}

static void a_missing_header_gives_the_compiler_s_words(void **state)
{
	(void)state;
	little_write("44-contract/scenario.c", "#include \"nowhere.h\"\n");
	assert_undescribed("nowhere.h: No such file");
}

#define WHOLE(name) cmocka_unit_test_setup_teardown(name, make_whole, free_whole)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(labs_are_the_numbered_folders_with_a_scenario, several_labs),
		cmocka_unit_test_setup(a_lab_goes_by_number_name_or_folder, several_labs),
		cmocka_unit_test_setup(a_slip_of_the_finger_is_answered_with_the_nearest,
				       several_labs),
		cmocka_unit_test_setup(what_is_like_no_lab_is_answered_with_where_to_look,
				       several_labs),
		WHOLE(a_whole_description_lacks_nothing),
		WHOLE(a_lab_has_a_title_and_a_family),
		WHOLE(difficulty_goes_from_one_to_five),
		WHOLE(a_lab_has_a_scenario),
		WHOLE(every_scenario_has_a_body_and_says_what_happens),
		WHOLE(a_lab_declares_what_the_checkers_say),
		WHOLE(every_declaration_names_a_checker_a_kind_and_something),
		cmocka_unit_test(a_contract_is_sorted_and_names_each_function_once),
		cmocka_unit_test(what_libc_and_the_harness_have_is_no_contract),
		cmocka_unit_test(a_function_whose_name_only_begins_like_the_harness_s_is_contract),
		cmocka_unit_test(a_description_is_read_without_any_submission),
		cmocka_unit_test(a_description_that_has_changed_is_read_again),
		cmocka_unit_test(a_broken_scenario_gives_the_compiler_s_words),
		cmocka_unit_test(a_missing_header_gives_the_compiler_s_words),
	};

	return cmocka_run_group_tests_name("labs", tests, little_labs_begin, little_labs_end);
}
