/* SPDX-License-Identifier: MIT */
/* What is suggested for a mistyped word. */
#include "../harness/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {
	"01-hit-counter", "02-ticket-office", "check", "list", "tsan", NULL};

static void equal_words_are_no_edits_apart(void **state)
{
	(void)state;
	assert_int_equal(nearest_distance("tsan", "tsan"), 0);
	assert_int_equal(nearest_distance("", ""), 0);
	assert_int_equal(nearest_distance("TSan", "tsan"), 0);
}

static void one_edit_is_a_letter_added_dropped_changed_or_two_swapped(void **state)
{
	(void)state;
	assert_int_equal(nearest_distance("tsan", "tsann"), 1);
	assert_int_equal(nearest_distance("tsan", "tsa"), 1);
	assert_int_equal(nearest_distance("tsan", "tsun"), 1);
	assert_int_equal(nearest_distance("tsan", "tasn"), 1);
	assert_int_equal(nearest_distance("", "abc"), 3);
}

/* The textbook's definition, without a table: slow, and surely right. */
static unsigned slow(const char *a, size_t na, const char *b, size_t nb)
{
	unsigned best, other;

	if (na == 0 || nb == 0)
		return (unsigned)(na + nb);
	best = slow(a, na - 1, b, nb - 1) + (a[na - 1] != b[nb - 1]);
	other = slow(a, na - 1, b, nb) + 1;
	best = other < best ? other : best;
	other = slow(a, na, b, nb - 1) + 1;
	best = other < best ? other : best;
	if (na > 1 && nb > 1 && a[na - 1] == b[nb - 2] && a[na - 2] == b[nb - 1]) {
		other = slow(a, na - 2, b, nb - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void any_two_short_words_are_as_far_apart_as_the_slow_definition_says(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		char a[7], b[7];

		for (char *word = a; word != NULL; word = word == a ? b : NULL) {
			size_t length = (size_t)rand_r(&seed) % 6;

			for (size_t k = 0; k < length; k++)
				word[k] = (char)('a' + rand_r(&seed) % 3);
			word[length] = '\0';
		}
		assert_int_equal(nearest_distance(a, b), slow(a, strlen(a), b, strlen(b)));
	}
}

static void a_typing_error_finds_the_word(void **state)
{
	(void)state;
	assert_string_equal(nearest("tsna", names), "tsan");
	assert_string_equal(nearest("chekc", names), "check");
	assert_string_equal(nearest("01-hit-conter", names), "01-hit-counter");
}

static void a_part_of_a_name_finds_it(void **state)
{
	(void)state;
	assert_string_equal(nearest("ticket", names), "02-ticket-office");
}

static void what_is_like_nothing_finds_nothing(void **state)
{
	(void)state;
	assert_null(nearest("xyzzy", names));
	assert_null(nearest("", names));
}

static void a_word_of_any_length_is_safe(void **state)
{
	char word[1000];

	(void)state;
	memset(word, 'a', sizeof word - 1);
	word[sizeof word - 1] = '\0';
	assert_null(nearest(word, names));
	assert_int_equal(nearest_distance(word, word), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_words_are_no_edits_apart),
		cmocka_unit_test(one_edit_is_a_letter_added_dropped_changed_or_two_swapped),
		cmocka_unit_test(any_two_short_words_are_as_far_apart_as_the_slow_definition_says),
		cmocka_unit_test(a_typing_error_finds_the_word),
		cmocka_unit_test(a_part_of_a_name_finds_it),
		cmocka_unit_test(what_is_like_nothing_finds_nothing),
		cmocka_unit_test(a_word_of_any_length_is_safe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
