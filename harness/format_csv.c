/* SPDX-License-Identifier: MIT */
/* csv: a line a submission, for a spreadsheet. */
#include "csv.h"
#include "format.h"
#include "format_places.h"
#include "format_words.h"

static void add_head(struct text *text)
{
	static const char *const names[] = {"student", "lab",	  "verdict",	 "points",
					    "maximum", "review",  "finding",	 "file",
					    "line",    "message", "confinement", "source"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		csv_field(text, names[i]);
	csv_end_line(text);
}

static void add_finding(struct text *text, const struct graded *graded,
			const struct finding *finding)
{
	csv_field(text, finding_kind_name(finding->kind));
	csv_field(text, graded_path(graded, place_of(finding)->file));
	csv_number(text, place_of(finding)->line);
	csv_field(text, say_message(finding));
}

static void add_line(struct text *text, const struct graded *graded)
{
	const struct finding *foremost = say_foremost(graded);

	csv_field(text, graded->student);
	csv_field(text, graded->lab);
	csv_field(text, graded_verdict(graded));
	/* No grade is no zero. */
	if (graded->state == GRADED_ERROR)
		csv_field(text, "");
	else
		csv_number(text, graded->points);
	csv_number(text, graded->maximum);
	csv_field(text, graded_review(graded));
	if (foremost != NULL) {
		add_finding(text, graded, foremost);
	} else {
		csv_field(text, "");
		csv_field(text, "");
		csv_field(text, "");
		csv_field(text, graded->words);
	}
	csv_field(text, graded->confinement);
	csv_field(text, graded->source);
	csv_end_line(text);
}

static void many(struct text *text, const struct graded *list, size_t count)
{
	add_head(text);
	for (size_t i = 0; i < count; i++)
		add_line(text, &list[i]);
}

static void one(struct text *text, const struct graded *graded)
{
	many(text, graded, 1);
}

FORMAT(csv) = {
	.name = "csv",
	.what = "a line a submission, for a spreadsheet",
	.one = one,
	.many = many,
};
