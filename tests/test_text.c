/* SPDX-License-Identifier: MIT */
/* Strings that are put together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "text.h"

static void a_formatted_string_has_the_room_that_it_needs(void **state)
{
	char *string = format_string("%0*d", 70000, 7);

	(void)state;
	assert_int_equal(strlen(string), 70000);
	assert_int_equal(string[69999], '7');
	free(string);
}

static void an_empty_text_is_taken_as_an_empty_string(void **state)
{
	struct text text = {0};
	char *string = text_take(&text);

	(void)state;
	assert_string_equal(string, "");
	free(string);
}

static void a_text_grows_by_what_is_added_in_order(void **state)
{
	struct text text = {0};
	char *string;

	(void)state;
	text_printf(&text, "%s-%d", "a", 1);
	text_add(&text, "bcd", 2);
	text_add(&text, "", 0);
	text_printf(&text, "%s", "");
	assert_int_equal(text.length, 5);
	string = text_take(&text);
	assert_string_equal(string, "a-1bc");
	free(string);
}

static void bytes_are_ended_by_a_nul_at_every_length(void **state)
{
	struct text text = {0};

	(void)state;
	for (size_t length = 1; length <= 1000; length++) {
		text_add(&text, "x", 1);
		assert_int_equal(text.length, length);
		assert_int_equal(strlen(text.bytes), length);
	}
	text_release(&text);
}

static void a_nul_among_the_bytes_is_kept(void **state)
{
	struct text text = {0};

	(void)state;
	text_add(&text, "a\0b", 3);
	text_printf(&text, "c");
	assert_int_equal(text.length, 4);
	assert_memory_equal(text.bytes, "a\0bc", 5);
	text_release(&text);
}

static void a_text_that_was_taken_is_empty_and_of_use_again(void **state)
{
	struct text text = {0};
	char *first, *second;

	(void)state;
	text_printf(&text, "first");
	first = text_take(&text);
	assert_int_equal(text.length, 0);
	text_printf(&text, "second");
	second = text_take(&text);
	assert_string_equal(first, "first");
	assert_string_equal(second, "second");
	free(second);
	free(first);
}

static void a_text_is_released_once_or_more_often(void **state)
{
	struct text text = {0};

	(void)state;
	text_printf(&text, "gone");
	text_release(&text);
	assert_null(text.bytes);
	text_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_formatted_string_has_the_room_that_it_needs),
		cmocka_unit_test(an_empty_text_is_taken_as_an_empty_string),
		cmocka_unit_test(a_text_grows_by_what_is_added_in_order),
		cmocka_unit_test(bytes_are_ended_by_a_nul_at_every_length),
		cmocka_unit_test(a_nul_among_the_bytes_is_kept),
		cmocka_unit_test(a_text_that_was_taken_is_empty_and_of_use_again),
		cmocka_unit_test(a_text_is_released_once_or_more_often),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
