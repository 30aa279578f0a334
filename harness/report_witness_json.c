/* SPDX-License-Identifier: MIT */
#include "report_parts.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "holding.h"
#include "jot.h"
#include "text.h"

/* By thread, each met so far. */
struct held {
	const char *thread;
	struct holding holding;
};

static struct held *held_by(struct held *held, const char *thread)
{
	while (held->thread != NULL && strcmp(held->thread, thread) != 0)
		held++;
	held->thread = thread;
	return held;
}

static json_t *locks_json(const struct holding *holding)
{
	json_t *locks = jot_array();

	for (unsigned i = 0; i < holding->used; i++)
		jot_append(locks, jot_text(holding->locks[i]));
	return locks;
}

static void put_value(json_t *object, const struct step *step)
{
	struct text shown = {0};

	if (!step->has_value)
		return;
	step_say_value(&shown, step);
	jot_put(object, "value", json_integer((json_int_t)step->value));
	jot_put(object, "size", json_integer(step->size));
	jot_put(object, "shown", jot_taken(&shown));
}

static json_t *step_json(const struct step *step, struct holding *holding)
{
	json_t *object = jot_object();

	jot_put(object, "thread", jot_text(step->thread));
	jot_put(object, "file", jot_text(step->spot.file));
	jot_put(object, "line", json_integer(step->spot.line));
	jot_put(object, "column", json_integer(step->spot.column));
	jot_put(object, "function", jot_text(step->spot.function));
	jot_put(object, "text", jot_text(step->what));
	if (step->object != NULL)
		jot_put(object, "object", jot_text(step->object));
	jot_put(object, "what",
		step->object != NULL ? jot_printf("%s %s", step->what, step->object)
				     : jot_text(step->what));
	put_value(object, step);
	holding_follow(holding, step);
	jot_put(object, "holds", locks_json(holding));
	if (step->failing)
		jot_put(object, "failing", json_true());
	return object;
}

json_t *report_witness_json(const struct witness *witness)
{
	json_t *object = jot_object(), *steps = jot_array();
	struct held *held = calloc(witness->nsteps + 1, sizeof *held);

	if (held == NULL)
		die("out of memory");
	jot_put(object, "token", jot_text(witness->token));
	jot_put(object, "switches", json_integer(witness->switches));
	jot_put(object, "events", json_integer(witness->events));
	jot_put(object, "scenario", json_integer(witness->scenario + 1));
	if (witness->cut)
		jot_put(object, "cut", json_true());
	for (size_t i = 0; i < witness->nsteps; i++) {
		const struct step *step = &witness->steps[i];

		jot_append(steps, step_json(step, &held_by(held, step->thread)->holding));
	}
	jot_put(object, "steps", steps);
	free(held);
	return object;
}
