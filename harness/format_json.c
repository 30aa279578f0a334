/* SPDX-License-Identifier: MIT */
/* json: the whole of what is known, for programs; `racelab convert` reads it back. */
#include "format.h"
#include "jot.h"

static void one(struct text *text, const struct graded *graded)
{
	jot_write(text, graded_json_value(graded));
}

static void many(struct text *text, const struct graded *list, size_t count)
{
	json_t *array = jot_array();

	for (size_t i = 0; i < count; i++)
		jot_append(array, graded_json_value(&list[i]));
	jot_write(text, array);
}

FORMAT(json) = {
	.name = "json",
	.what = "all that is known, for programs",
	.programs = true,
	.one = one,
	.many = many,
};
