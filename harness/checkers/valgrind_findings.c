/* SPDX-License-Identifier: MIT */
#include "valgrind.h"

#include "../text.h"

#include <stdlib.h>
#include <string.h>

static const struct vg_kind *kind_of(const struct vg_tool *tool, const struct vg_error *error)
{
	const struct vg_part *what = vg_error_part(error, VG_WHAT);
	const char *words = what != NULL && what->text != NULL ? what->text : "";

	for (const struct vg_kind *row = tool->kinds; row->kind != NULL; row++) {
		if (error->kind == NULL || strcmp(row->kind, error->kind) != 0)
			continue;
		if (row->words == NULL || strstr(words, row->words) != NULL)
			return row;
	}
	return NULL;
}

static bool touches_submission(const struct vg_reading *reading, const struct vg_error *error)
{
	for (size_t i = 0; i < error->nparts; i++) {
		const struct vg_stack *stack = &error->parts[i].stack;

		for (size_t f = 0; f < stack->nframes; f++)
			if (stack->frames[f].object != NULL &&
			    strcmp(stack->frames[f].object, reading->object) == 0)
				return true;
	}
	return false;
}

static bool known(const struct findings *list, const struct finding *finding)
{
	for (size_t i = 0; i < list->count; i++)
		if (finding_same(&list->items[i], finding))
			return true;
	return false;
}

/* The list takes over the one finding of `one`, unless it has its like. */
static void fold(struct findings *list, struct findings *one)
{
	if (known(list, &one->items[0])) {
		findings_release(one);
		return;
	}
	*findings_add(list, one->items[0].kind) = one->items[0];
	free(one->items);
}

static void take(const struct vg_reading *reading, const struct vg_error *error,
		 const struct vg_kind *kind, struct findings *list)
{
	struct findings one = {0};
	struct finding *finding;

	/* A thread stopped by the end of a stuck run holds its locks by no fault of its own. */
	if (kind->placeless ? reading->cut_short : !touches_submission(reading, error))
		return;
	finding = findings_add(&one, kind->is);
	if (reading->tool->describe(reading, error, kind, finding))
		fold(list, &one);
	else
		findings_release(&one);
}

bool vg_findings(const struct vg_reading *reading, struct findings *list, char **error)
{
	for (size_t i = 0; i < reading->report->nerrors; i++) {
		const struct vg_error *reported = &reading->report->errors[i];
		const struct vg_kind *kind = kind_of(reading->tool, reported);

		if (kind == NULL) {
			*error = format_string(
				"%s reports an error of kind %s, which this racelab does not know; "
				"use valgrind 3.19, or add the kind to harness/checkers/%s.c",
				reading->tool->name,
				reported->kind != NULL ? reported->kind : "(none)",
				reading->tool->name);
			return false;
		}
		take(reading, reported, kind, list);
	}
	return true;
}
