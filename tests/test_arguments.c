/* SPDX-License-Identifier: MIT */
/* A line of words: split as a shell would, and quoted for one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "arguments.h"
#include "text.h"

/* The words with | behind each; owned by the caller. */
static char *split(const char *line)
{
	char *error = NULL, **words = arguments_split(line, &error);
	struct text text = {0};

	if (words == NULL)
		fail_msg("%s", error);
	for (char **word = words; *word != NULL; word++)
		text_printf(&text, "%s|", *word);
	arguments_free(words);
	return text_take(&text);
}

static void assert_split(const char *line, const char *words)
{
	char *got = split(line);

	assert_string_equal(got, words);
	free(got);
}

static void no_line_and_blanks_are_no_words(void **state)
{
	(void)state;
	assert_split(NULL, "");
	assert_split("", "");
	assert_split(" \t ", "");
}

static void blanks_stand_between_words(void **state)
{
	(void)state;
	assert_split("-n 4  in.txt ", "-n|4|in.txt|");
}

static void quotes_and_backslashes_keep_blanks_in_a_word(void **state)
{
	(void)state;
	assert_split("'a b' \"c d\" e\\ f", "a b|c d|e f|");
	assert_split("x'y z'\"w\"", "xy zw|");
	assert_split("''", "|");
	assert_split("\"a \\\" b\" '\\'", "a \" b|\\|");
}

static void nothing_is_expanded(void **state)
{
	(void)state;
	assert_split("* $HOME `x` ~", "*|$HOME|`x`|~|");
}

static void a_quote_without_an_end_is_refused(void **state)
{
	char *error = NULL;

	(void)state;
	assert_null(arguments_split("a 'b c", &error));
	assert_non_null(strstr(error, "'b c"));
	free(error);
	error = NULL;
	assert_null(arguments_split("\"ends in a backslash\\", &error));
	free(error);
}

static void what_is_quoted_is_one_word_again(void **state)
{
	static const char *const words[] = {"plain", "", "a b", "it's", "\"", "$x\\", NULL};

	(void)state;
	for (const char *const *word = words; *word != NULL; word++) {
		char *quoted = arguments_quote(*word), *expected = format_string("%s|", *word);

		assert_split(quoted, expected);
		free(quoted);
		free(expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_line_and_blanks_are_no_words),
		cmocka_unit_test(blanks_stand_between_words),
		cmocka_unit_test(quotes_and_backslashes_keep_blanks_in_a_word),
		cmocka_unit_test(nothing_is_expanded),
		cmocka_unit_test(a_quote_without_an_end_is_refused),
		cmocka_unit_test(what_is_quoted_is_one_word_again),
	};

	return cmocka_run_group_tests_name("arguments", tests, NULL, NULL);
}
