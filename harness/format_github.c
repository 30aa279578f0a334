/* SPDX-License-Identifier: MIT */
/*
 * github: workflow commands, which GitHub Actions shows as annotations of the diff.
 *
 * About ten of each level are shown for a step, so what several checkers say is said once, and what
 * matters most first.
 */
#include "fold.h"
#include "format.h"
#include "format_places.h"
#include "format_words.h"

/* In the value of a property a comma and a colon would end it. */
static void escape(struct text *text, const char *words, bool property)
{
	for (; *words != '\0'; words++)
		if (*words == '%' || *words == '\r' || *words == '\n' ||
		    (property && (*words == ':' || *words == ',')))
			text_printf(text, "%%%02X", (unsigned)(unsigned char)*words);
		else
			text_add(text, words, 1);
}

static void add_property(struct text *text, const char *name, const char *value)
{
	text_printf(text, "%s=", name);
	escape(text, value, true);
}

static void add_spot(struct text *text, const struct graded *graded, const struct spot *spot)
{
	add_property(text, "file", graded_path(graded, spot->file));
	if (spot->line > 0)
		text_printf(text, ",line=%u", spot->line);
	if (spot->line > 0 && spot->column > 0)
		text_printf(text, ",col=%u", spot->column);
	text_printf(text, ",");
}

static void add_finding(struct text *text, const struct graded *graded,
			const struct finding *finding)
{
	struct text words = {0};

	text_printf(text, "::%s ", finding->known_false ? "notice" : "error");
	add_spot(text, graded, place_of(finding));
	add_property(text, "title", finding_kind_name(finding->kind));
	text_printf(text, "::");
	say_finding(&words, graded, finding);
	escape(text, words.bytes, false);
	text_printf(text, "\n");
	text_release(&words);
}

static void add_verdict(struct text *text, const struct graded *graded)
{
	struct text words = {0};

	say_verdict(&words, graded);
	if (graded->words != NULL)
		text_printf(&words, "%s\n", graded->words);
	text_printf(text, "::%s ", graded_mark(graded) == MARK_PASS ? "notice" : "error");
	if (graded->state == GRADED_REFUSED)
		add_spot(text, graded, &(struct spot){.line = 1});
	add_property(text, "title", "racelab");
	text_printf(text, "::");
	escape(text, words.bytes, false);
	text_printf(text, "\n");
	text_release(&words);
}

static void one(struct text *text, const struct graded *graded)
{
	struct folds folds;

	add_verdict(text, graded);
	folds_make(&folds, graded->checking.results, graded->checking.count);
	for (size_t i = 0; i < folds.count; i++)
		add_finding(text, graded, folds.items[i].finding);
	folds_release(&folds);
}

static void many(struct text *text, const struct graded *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		one(text, &list[i]);
}

FORMAT(github) = {
	.name = "github",
	.what = "GitHub Actions' annotations",
	.programs = true,
	.one = one,
	.one_student = true,
	.many = many,
};
