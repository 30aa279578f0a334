/* SPDX-License-Identifier: MIT */
/* check50: what `check50 --output json` prints, a check a scenario. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "format_cases.h"
#include "format_words.h"
#include "jot.h"
#include "kit.h"

/* There a check is a function: "two visitors" is two_visitors. */
static json_t *name_json(const char *name)
{
	struct text text = {0};

	if (!isalpha((unsigned char)name[0]))
		text_add(&text, "_", 1);
	for (const char *c = name; *c != '\0'; c++)
		text_printf(&text, "%c",
			    isalnum((unsigned char)*c) ? tolower((unsigned char)*c) : '_');
	return jot_taken(&text);
}

static json_t *log_json(const char *words)
{
	json_t *log = jot_array();

	while (*words != '\0') {
		size_t length = strcspn(words, "\n");

		if (length > 0)
			jot_append(log, jot_printf("%.*s", (int)length, words));
		words += length + (words[length] == '\n');
	}
	return log;
}

static json_t *cause_json(const struct test_case *it)
{
	json_t *cause;

	if (it->mark == CASE_PASS)
		return json_null();
	cause = jot_object();
	jot_put(cause, "rationale", jot_text(it->message));
	jot_put(cause, "help",
		it->command != NULL ? jot_printf("see it with: %s", it->command) : json_null());
	return cause;
}

static json_t *result_json(const struct test_case *it)
{
	json_t *result = jot_object();

	jot_put(result, "name", name_json(it->name));
	jot_put(result, "description", jot_text(it->what));
	/* null is a check that was not made. */
	jot_put(result, "passed",
		it->mark == CASE_PASS	? json_true()
		: it->mark == CASE_FAIL ? json_false()
					: json_null());
	jot_put(result, "log", log_json(it->words));
	jot_put(result, "cause", cause_json(it));
	jot_put(result, "data", jot_object());
	jot_put(result, "dependency", json_null());
	return result;
}

/* What check50 says where it could not work itself. */
static json_t *error_json(const struct graded *graded)
{
	json_t *error = jot_object();

	jot_put(error, "type", jot_text("InternalError"));
	jot_put(error, "value", jot_text(graded->words != NULL ? graded->words : ""));
	jot_put(error, "traceback", jot_array());
	jot_put(error, "actions", jot_object());
	jot_put(error, "data", jot_object());
	return error;
}

static json_t *results_json(const struct graded *graded)
{
	json_t *results = jot_array();
	struct test_cases cases;

	cases_make(&cases, graded);
	for (size_t i = 0; i < cases.count; i++)
		jot_append(results, result_json(&cases.items[i]));
	cases_release(&cases);
	return results;
}

static void one(struct text *text, const struct graded *graded)
{
	json_t *root = jot_object();

	jot_put(root, "slug", jot_printf("racelab/%s", graded->lab));
	if (graded->state == GRADED_ERROR)
		jot_put(root, "error", error_json(graded));
	else
		jot_put(root, "results", results_json(graded));
	jot_put(root, "version", jot_text(RACELAB_VERSION));
	jot_write(text, root);
}

FORMAT(check50) = {
	.name = "check50",
	.what = "check50's JSON",
	.one = one,
};
