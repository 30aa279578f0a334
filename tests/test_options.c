/* SPDX-License-Identifier: MIT */
/* The command line taken apart, and what is said of a wrong one. */
#include "../harness/command.h"
#include "../harness/format.h"
#include "../harness/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int nothing(const struct options *options)
{
	(void)options;
	return 0;
}

static const struct command command = {
	.name = "check",
	.arguments = "LAB [FILE]",
	.options = OPTIONS_RUN | OPTION(OPTION_CHECKERS),
	.least = 1,
	.most = 2,
	.run = nothing,
};

static struct options options;
static char *error;
static char *words[16];

static int release(void **state)
{
	(void)state;
	free(error);
	error = NULL;
	return 0;
}

/* Parses the words, NULL-ended; the first is the command's. */
static bool parse(const char *first, ...)
{
	va_list args;
	int count = 0;

	va_start(args, first);
	for (const char *word = first; word != NULL; word = va_arg(args, const char *))
		words[count++] = (char *)word;
	va_end(args);
	words[count] = NULL;
	return options_parse(&command, count, words, &options, &error);
}

static void assert_refused(bool parsed, const char *part)
{
	assert_false(parsed);
	assert_non_null(error);
	if (strstr(error, part) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", error, part);
}

static void without_options_everything_is_as_usual(void **state)
{
	(void)state;
	assert_true(parse("check", "01", NULL));
	assert_int_equal(options.noperands, 1);
	assert_string_equal(options.operands[0], "01");
	assert_null(options.format);
	assert_int_equal(options.settings.runs, 0);
	assert_int_equal(options.settings.scenario, -1);
	assert_int_equal(options.settings.noise, -1);
	assert_int_equal(options.ncheckers, 0);
	assert_null(options.cflags);
	assert_null(options.output);
	assert_int_equal(options.compiler, COMPILER_GCC);
}

static void options_may_stand_anywhere(void **state)
{
	(void)state;
	assert_true(parse("check", "--runs", "50k", "01", "--format=json", "file.c", "-o", "out",
			  NULL));
	assert_int_equal(options.settings.runs, 50000);
	assert_ptr_equal(options.format, format_find("json"));
	assert_string_equal(options.output, "out");
	assert_int_equal(options.noperands, 2);
	assert_string_equal(options.operands[1], "file.c");
}

static void what_follows_two_dashes_is_the_compilers(void **state)
{
	(void)state;
	assert_true(parse("check", "01", "--seed", "7", "--", "-DX=1", "--seed", "--", NULL));
	assert_int_equal(options.settings.seed, 7);
	assert_int_equal(options.noperands, 1);
	assert_string_equal(options.cflags[0], "-DX=1");
	assert_string_equal(options.cflags[1], "--seed");
	assert_string_equal(options.cflags[2], "--");
	assert_null(options.cflags[3]);
}

static void executions_is_another_word_for_runs(void **state)
{
	(void)state;
	assert_true(parse("check", "01", "--executions", "3M", NULL));
	assert_int_equal(options.settings.runs, 3000000);
}

static void noises_add_up(void **state)
{
	char name[32];

	(void)state;
	assert_true(parse("check", "01", "--noise", "sync,target", NULL));
	assert_int_equal(options.settings.noise, NOISE_SYNC | NOISE_TARGET);
	assert_string_equal(options_noise_name(NOISE_SYNC | NOISE_TARGET, name), "sync+target");
	assert_true(parse("check", "01", "--noise", "none", NULL));
	assert_int_equal(options.settings.noise, NOISE_NONE);
	assert_string_equal(options_noise_name(NOISE_NONE, name), "none");
	assert_true(parse("check", "01", "--noise", "all", NULL));
	assert_int_equal(options.settings.noise, NOISE_SYNC | NOISE_ACCESS | NOISE_TARGET);
}

static void checkers_come_once_and_in_their_order(void **state)
{
	(void)state;
	assert_true(parse("check", "01", "--checkers", "drd,stress,drd", NULL));
	assert_int_equal(options.ncheckers, 2);
	assert_string_equal(options.checkers[0]->name, "stress");
	assert_string_equal(options.checkers[1]->name, "drd");
}

static void a_wrong_number_is_refused(void **state)
{
	static const char *const wrong[] = {"",
					    "-1",
					    "1.5",
					    "x",
					    "5x",
					    "kk",
					    "99999999999999999999999",
					    "0",
					    "99999999999999999M"};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_refused(parse("check", "01", "--runs", wrong[i], NULL), "--runs");
		free(error);
		error = NULL;
	}
}

static void a_wrong_word_is_refused_with_the_right_ones(void **state)
{
	(void)state;
	assert_refused(parse("check", "01", "--format", "xml", NULL), "json, junit");
	release(NULL);
	assert_refused(parse("check", "01", "--noise", "sync,loud", NULL), "access");
	release(NULL);
	assert_refused(parse("check", "01", "--checkers", "tsna", NULL), "did you mean 'tsan'");
	release(NULL);
	assert_refused(parse("check", "01", "--checkers", "", NULL), "choose from");
	release(NULL);
	assert_refused(parse("check", "01", "--cc", "tcc", NULL), "gcc, clang");
}

static void an_unknown_option_is_refused_with_the_nearest(void **state)
{
	(void)state;
	assert_refused(parse("check", "01", "--chekers=tsan", NULL), "--checkers");
	release(NULL);
	assert_refused(parse("check", "01", "--xyzzy", NULL), "help check");
	release(NULL);
	assert_refused(parse("check", "01", "-Q", NULL), "-Q");
}

static void an_option_of_another_command_is_refused(void **state)
{
	(void)state;
	assert_refused(parse("check", "01", "--markdown", NULL), "no option --markdown");
}

static void a_missing_value_is_refused(void **state)
{
	(void)state;
	assert_refused(parse("check", "01", "--seed", NULL), "needs a value");
}

static void too_few_and_too_many_operands_are_refused(void **state)
{
	(void)state;
	assert_refused(parse("check", NULL), "LAB [FILE]");
	release(NULL);
	assert_refused(parse("check", "a", "b", "c", NULL), "'c' is one argument too many");
}

static void a_scenario_goes_by_name_or_number(void **state)
{
	static const struct scenario scenarios[] = {
		{.name = "two visitors"}, {.name = "a busy day"}, {0}};
	static const struct lab lab = {.title = "The hit counter", .scenarios = scenarios};
	int chosen;

	(void)state;
	options.scenario = NULL;
	assert_true(options_scenario(&options, &lab, &chosen, &error));
	assert_int_equal(chosen, -1);
	options.scenario = "a busy day";
	assert_true(options_scenario(&options, &lab, &chosen, &error));
	assert_int_equal(chosen, 1);
	options.scenario = "1";
	assert_true(options_scenario(&options, &lab, &chosen, &error));
	assert_int_equal(chosen, 0);
	options.scenario = "3";
	assert_refused(options_scenario(&options, &lab, &chosen, &error), "2 'a busy day'");
	options.scenario = NULL;
}

static void colour_is_for_terminals_unless_asked_for(void **state)
{
	(void)state;
	setenv("TERM", "xterm", 1);
	unsetenv("NO_COLOR");
	assert_true(parse("check", "01", NULL));
	assert_true(options_colored(&options, true));
	assert_false(options_colored(&options, false));
	setenv("NO_COLOR", "1", 1);
	assert_false(options_colored(&options, true));
	assert_true(parse("check", "01", "--color=always", NULL));
	assert_true(options_colored(&options, false));
	unsetenv("NO_COLOR");
	assert_true(parse("check", "01", "-o", "file", NULL));
	assert_false(options_colored(&options, true));
}

static void an_unknown_command_finds_the_nearest(void **state)
{
	(void)state;
	assert_string_equal(command_nearest("chekc"), "check");
	assert_string_equal(command_nearest("helgrid"), "helgrind");
	assert_null(command_nearest("xyzzy"));
	assert_null(command_find("xyzzy"));
	assert_null(command_find(COMMAND_CHECKER));
}

static void each_checker_is_a_command(void **state)
{
	unsigned count;
	const struct checker *const *all = checkers(&count);

	(void)state;
	assert_true(count > 0);
	for (unsigned i = 0; i < count; i++)
		assert_string_equal(command_find(all[i]->name)->name, COMMAND_CHECKER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(without_options_everything_is_as_usual, release),
		cmocka_unit_test_teardown(options_may_stand_anywhere, release),
		cmocka_unit_test_teardown(what_follows_two_dashes_is_the_compilers, release),
		cmocka_unit_test_teardown(executions_is_another_word_for_runs, release),
		cmocka_unit_test_teardown(noises_add_up, release),
		cmocka_unit_test_teardown(checkers_come_once_and_in_their_order, release),
		cmocka_unit_test_teardown(a_wrong_number_is_refused, release),
		cmocka_unit_test_teardown(a_wrong_word_is_refused_with_the_right_ones, release),
		cmocka_unit_test_teardown(an_unknown_option_is_refused_with_the_nearest, release),
		cmocka_unit_test_teardown(an_option_of_another_command_is_refused, release),
		cmocka_unit_test_teardown(a_missing_value_is_refused, release),
		cmocka_unit_test_teardown(too_few_and_too_many_operands_are_refused, release),
		cmocka_unit_test_teardown(a_scenario_goes_by_name_or_number, release),
		cmocka_unit_test_teardown(colour_is_for_terminals_unless_asked_for, release),
		cmocka_unit_test_teardown(an_unknown_command_finds_the_nearest, release),
		cmocka_unit_test_teardown(each_checker_is_a_command, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
