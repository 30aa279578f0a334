/* SPDX-License-Identifier: MIT */
/*
 * autolab: words for the student, and in the last line the scores, a problem a lab, as Autolab
 * reads them from an autograder's stdout.
 *
 * Where the harness failed there are no scores: Autolab then says that grading failed.
 */
#include "format.h"
#include "format_words.h"
#include "jot.h"

static void many(struct text *text, const struct graded *list, size_t count)
{
	json_t *root = jot_object(), *scores = jot_object();
	bool failed = false;

	for (size_t i = 0; i < count; i++) {
		say_all(text, &list[i]);
		text_printf(text, "\n");
		jot_put(scores, list[i].lab, jot_number(list[i].points));
		failed = failed || list[i].state == GRADED_ERROR;
	}
	jot_put(root, "scores", scores);
	if (failed)
		json_decref(root);
	else
		jot_write_line(text, root);
}

static void one(struct text *text, const struct graded *graded)
{
	many(text, graded, 1);
}

FORMAT(autolab) = {
	.name = "autolab",
	.what = "words, and Autolab's scores in the last line",
	.one = one,
	.one_student = true,
	.many = many,
};
