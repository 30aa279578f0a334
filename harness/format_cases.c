/* SPDX-License-Identifier: MIT */
#include "format_cases.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "format_words.h"
#include "text.h"

static struct test_case *add(struct test_cases *cases, const char *name)
{
	struct test_case *new;

	cases->items = reallocarray(cases->items, cases->count + 1, sizeof *cases->items);
	if (cases->items == NULL)
		die("out of memory");
	new = &cases->items[cases->count++];
	*new = (struct test_case){.name = format_string("%s", name)};
	return new;
}

/* The first line of what was wrong with all of it. */
static char *first_line(const char *words)
{
	return format_string("%.*s", (int)strcspn(words, "\n"), words);
}

static void mark_unrun(struct test_case *it, const struct graded *graded)
{
	bool refused = graded->state == GRADED_REFUSED;
	const char *words = graded->words != NULL ? graded->words : "";

	it->mark = refused ? CASE_FAIL : CASE_ERROR;
	it->kind = refused ? "refused" : "error";
	it->message = words[0] != '\0' ? first_line(words) : format_string("it was not run");
	free(it->words);
	it->words = format_string("%s", words);
}

static void mark_finding(struct test_case *it, const struct finding *finding)
{
	it->mark = CASE_FAIL;
	it->finding = finding;
	it->kind = finding != NULL ? finding_kind_name(finding->kind) : "not-reached";
	it->message = format_string("%s", finding != NULL ? say_message(finding)
							  : "another scenario did not end");
}

/* What explore took for that scenario: the only time that is known of it alone. */
static double seconds_of(const struct graded *graded, const char *scenario)
{
	double seconds = 0;

	for (unsigned r = 0; r < graded->checking.count; r++)
		for (size_t i = 0; i < graded->checking.results[r].nexplored; i++) {
			const struct exploring *one = &graded->checking.results[r].explored[i];

			if (strcmp(one->scenario, scenario) == 0)
				seconds += one->seconds;
		}
	return seconds;
}

static void add_part(struct test_cases *cases, const struct graded *graded, size_t index)
{
	const struct graded_part *part = &graded->parts[index];
	struct test_case *it = add(cases, part->name);
	struct text text = {0};

	say_part(&text, graded, index);
	if (index == 0) {
		size_t before = text.length;

		say_confinement(&text, graded);
		it->remark = text.length > before;
	}
	it->words = text_take(&text);
	it->what = format_string("%s", part->what != NULL ? part->what : part->name);
	it->command = say_command(graded, index);
	it->points = part->points;
	it->maximum = part->maximum;
	it->seconds = seconds_of(graded, part->name);
	if (part->left_out) {
		it->mark = CASE_SKIP;
		it->message = format_string("another scenario was asked for");
	} else if (graded->state != GRADED_CHECKED) {
		mark_unrun(it, graded);
	} else if (!say_passed(graded, index)) {
		mark_finding(it, part->cost);
	}
}

static const struct finding *failing(const struct result *result)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (!result->findings.items[i].known_false)
			return &result->findings.items[i];
	return NULL;
}

static void add_result(struct test_cases *cases, const struct graded *graded,
		       const struct result *result)
{
	struct test_case *it = add(cases, result->checker);
	const struct checker *checker = checker_find(result->checker);
	struct text text = {0};

	it->what = format_string("%s", checker != NULL ? checker->what : result->checker);
	it->seconds = result->seconds;
	if (result->note != NULL)
		text_printf(&text, "%s\n", result->note);
	for (size_t i = 0; i < result->findings.count; i++)
		say_finding(&text, graded, &result->findings.items[i]);
	it->words = text_take(&text);
	if (result->status == STATUS_FAIL)
		mark_finding(it, failing(result));
	if (result->status != STATUS_SKIPPED && result->status != STATUS_ERROR)
		return;
	it->mark = result->status == STATUS_SKIPPED ? CASE_SKIP : CASE_ERROR;
	it->kind = result->status == STATUS_ERROR ? "error" : NULL;
	it->message =
		format_string("%s", result->note != NULL ? result->note : "no reason is known");
}

static void add_unrun(struct test_cases *cases, const struct graded *graded)
{
	struct test_case *it = add(cases, graded->state == GRADED_REFUSED ? "build" : "check");

	it->what = format_string("The file is built and run.");
	mark_unrun(it, graded);
}

void cases_make(struct test_cases *cases, const struct graded *graded)
{
	*cases = (struct test_cases){0};
	for (size_t i = 0; i < graded->nparts; i++)
		add_part(cases, graded, i);
	for (unsigned i = 0; graded->nparts == 0 && i < graded->checking.count; i++)
		add_result(cases, graded, &graded->checking.results[i]);
	if (cases->count == 0)
		add_unrun(cases, graded);
	for (size_t i = 0; i < cases->count; i++) {
		cases->failed += cases->items[i].mark == CASE_FAIL;
		cases->errors += cases->items[i].mark == CASE_ERROR;
		cases->skipped += cases->items[i].mark == CASE_SKIP;
	}
}

void cases_release(struct test_cases *cases)
{
	for (size_t i = 0; i < cases->count; i++) {
		free(cases->items[i].name);
		free(cases->items[i].what);
		free(cases->items[i].message);
		free(cases->items[i].words);
		free(cases->items[i].command);
	}
	free(cases->items);
	*cases = (struct test_cases){0};
}
