/* SPDX-License-Identifier: MIT */
/* html: a page to read in a browser, with a walk through each schedule that fails. */
#include "format.h"
#include "jot.h"
#include "page.h"

/* What every format says of it, also where the submission's own report does not. */
static json_t *value_of(const struct graded *graded)
{
	json_t *report = graded_json_value(graded);

	if (graded_review(graded)[0] != '\0')
		jot_put(report, "review", jot_text(graded_review(graded)));
	return report;
}

static void one(struct text *text, const struct graded *graded)
{
	json_t *report = value_of(graded);

	page_one(text, report);
	json_decref(report);
}

static void many(struct text *text, const struct graded *list, size_t count)
{
	json_t *array = jot_array();

	for (size_t i = 0; i < count; i++)
		jot_append(array, value_of(&list[i]));
	page_class(text, array);
	json_decref(array);
}

FORMAT(html) = {
	.name = "html",
	.what = "one page for a browser, needs no network",
	.programs = true,
	.one = one,
	.many = many,
};
