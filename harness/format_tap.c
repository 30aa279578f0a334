/* SPDX-License-Identifier: MIT */
/*
 * tap: the Test Anything Protocol, a test point a scenario, with what went wrong in a YAML block.
 *
 * Version 13: nothing here is of version 14 alone, readers of 14 take 13 too, and a `prove` of
 * perl 5.36 takes no other.
 */
#include <string.h>

#include "format.h"
#include "format_cases.h"
#include "format_words.h"
#include "jot.h"

/* A `#` would begin a directive, and a line's end a line of its own. */
static void add_words(struct text *text, const char *words)
{
	for (; *words != '\0'; words++)
		if (*words == '#' || *words == '\\')
			text_printf(text, "\\%c", *words);
		else if (*words == '\n' || *words == '\r')
			text_printf(text, " ");
		else
			text_add(text, words, 1);
}

/* JSON's strings are YAML's too. */
static void add_yaml(struct text *text, const char *name, json_t *value)
{
	char *bytes = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);

	text_printf(text, "  %s: %s\n", name, bytes != NULL ? bytes : "\"\"");
	free(bytes);
	json_decref(value);
}

static void add_block(struct text *text, const struct test_case *it)
{
	text_printf(text, "  ---\n");
	add_yaml(text, "message", jot_text(it->message));
	add_yaml(text, "severity", jot_text(it->mark == CASE_ERROR ? "error" : "fail"));
	add_yaml(text, "kind", jot_text(it->kind));
	if (it->maximum > 0) {
		add_yaml(text, "points", jot_number(it->points));
		add_yaml(text, "maximum", jot_number(it->maximum));
	}
	add_yaml(text, "details", jot_text(it->words));
	text_printf(text, "  ...\n");
}

static void add_case(struct text *text, const struct graded *graded, const struct test_case *it,
		     size_t number)
{
	bool bad = it->mark == CASE_FAIL || it->mark == CASE_ERROR;

	text_printf(text, "%sok %zu - ", bad ? "not " : "", number);
	if (graded->student != NULL) {
		add_words(text, graded->student);
		text_printf(text, " ");
	}
	add_words(text, graded->lab);
	text_printf(text, ": ");
	add_words(text, it->name);
	if (it->mark == CASE_SKIP) {
		text_printf(text, " # SKIP ");
		add_words(text, it->message);
	}
	text_printf(text, "\n");
	if (bad)
		add_block(text, it);
}

static size_t count_cases(const struct graded *list, size_t count)
{
	size_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		struct test_cases cases;

		cases_make(&cases, &list[i]);
		sum += cases.count;
		cases_release(&cases);
	}
	return sum;
}

/* As a comment: what a test that passed has to say is shown by no reader. */
static void add_confinement(struct text *text, const struct graded *graded)
{
	struct text words = {0};

	say_confinement(&words, graded);
	if (words.length > 0) {
		text_printf(text, "# ");
		if (graded->student != NULL)
			add_words(text, graded->student);
		text_printf(text, "%s", graded->student != NULL ? ": " : "");
		add_words(text, words.bytes);
		text_printf(text, "\n");
	}
	text_release(&words);
}

static void many(struct text *text, const struct graded *list, size_t count)
{
	size_t sum = count_cases(list, count), number = 0;

	text_printf(text, "TAP version 13\n1..%zu%s\n", sum,
		    sum == 0 ? " # SKIP nothing to check" : "");
	for (size_t i = 0; i < count; i++) {
		struct test_cases cases;

		cases_make(&cases, &list[i]);
		add_confinement(text, &list[i]);
		for (size_t k = 0; k < cases.count; k++)
			add_case(text, &list[i], &cases.items[k], ++number);
		cases_release(&cases);
	}
}

/* Alone, what the harness failed at is no test that failed. */
static void one(struct text *text, const struct graded *graded)
{
	if (graded->state != GRADED_ERROR) {
		many(text, graded, 1);
		return;
	}
	text_printf(text, "TAP version 13\nBail out! ");
	add_words(text, graded->words != NULL ? graded->words : "the harness failed");
	text_printf(text, "\n");
}

FORMAT(tap) = {
	.name = "tap",
	.what = "the Test Anything Protocol",
	.programs = true,
	.one = one,
	.many = many,
};
