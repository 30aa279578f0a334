/* SPDX-License-Identifier: MIT */
#include "format_sarif.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "format_places.h"
#include "format_words.h"

json_t *sarif_text(const char *words)
{
	json_t *message = jot_object();

	jot_put(message, "text", jot_text(words));
	return message;
}

static json_t *physical_json(const struct graded *graded, const struct spot *spot)
{
	json_t *physical = jot_object(), *artifact = jot_object(), *region = jot_object();
	char *uri = place_uri(graded, spot->file);

	jot_put(artifact, "uri", jot_text(uri));
	jot_put(physical, "artifactLocation", artifact);
	jot_put(region, "startLine", json_integer(spot->line > 0 ? spot->line : 1));
	if (spot->line > 0 && spot->column > 0)
		jot_put(region, "startColumn", json_integer(spot->column));
	jot_put(physical, "region", region);
	free(uri);
	return physical;
}

static json_t *logical_json(const char *function)
{
	json_t *array = jot_array(), *logical = jot_object();

	jot_put(logical, "name", jot_text(function));
	jot_put(logical, "kind", jot_text("function"));
	jot_append(array, logical);
	return array;
}

json_t *sarif_location(const struct graded *graded, const struct spot *spot, const char *words)
{
	json_t *location = jot_object();

	jot_put(location, "physicalLocation", physical_json(graded, spot));
	if (spot->function != NULL)
		jot_put(location, "logicalLocations", logical_json(spot->function));
	if (words != NULL && words[0] != '\0')
		jot_put(location, "message", sarif_text(words));
	return location;
}

const struct witness *sarif_witness(const struct fold *fold)
{
	for (unsigned i = 0; i < fold->nseers; i++)
		if (fold->words[i]->witness != NULL)
			return fold->words[i]->witness;
	return NULL;
}

/* ---- kinds of a step: the words that SARIF proposes, section 3.38.8 ---- */

static bool begins(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

static void add_kinds(json_t *kinds, const char *what)
{
	if (begins(what, "unlocks")) {
		jot_append(kinds, jot_text("release"));
		jot_append(kinds, jot_text("lock"));
	} else if (begins(what, "locks") || begins(what, "tries to lock") ||
		   begins(what, "holds")) {
		jot_append(kinds, jot_text("acquire"));
		jot_append(kinds, jot_text("lock"));
	} else if (begins(what, "waits")) {
		jot_append(kinds, jot_text("lock"));
	} else if (begins(what, "reads") || begins(what, "writes") || begins(what, "frees")) {
		jot_append(kinds, jot_text("memory"));
	} else {
		jot_append(kinds, jot_text("call"));
	}
}

/* ---- a flow from a witness ---- */

static int64_t value_of(const struct step *step)
{
	switch (step->size) {
	case 1:
		return (int8_t)step->value;
	case 2:
		return (int16_t)step->value;
	case 4:
		return (int32_t)step->value;
	default:
		return (int64_t)step->value;
	}
}

static json_t *state_json(const struct step *step)
{
	json_t *state = jot_object(), *value = jot_object();

	jot_put(value, "text", jot_printf("%" PRId64, value_of(step)));
	jot_put(state, step->object, value);
	return state;
}

static char *step_words(const struct step *step)
{
	struct text text = {0};

	text_printf(&text, "%s %s", step->thread, step->what);
	if (step->object != NULL)
		text_printf(&text, " %s", step->object);
	if (step->has_value)
		text_printf(&text, " = %" PRId64, value_of(step));
	return text_take(&text);
}

static json_t *step_json(const struct graded *graded, const struct step *step, size_t order)
{
	json_t *item = jot_object(), *kinds = jot_array();
	char *words = step_words(step);

	jot_put(item, "location", sarif_location(graded, &step->spot, words));
	add_kinds(kinds, step->what);
	if (step->failing)
		jot_append(kinds, jot_text("danger"));
	jot_put(item, "kinds", kinds);
	jot_put(item, "executionOrder", json_integer((json_int_t)order));
	jot_put(item, "importance", jot_text(step->failing ? "essential" : "important"));
	/* A name that is no UTF-8 could not be a key. */
	if (step->has_value && step->object != NULL) {
		char *clean = jot_clean(step->object);

		if (strcmp(clean, step->object) == 0)
			jot_put(item, "state", state_json(step));
		free(clean);
	}
	free(words);
	return item;
}

static json_t *thread_json(const char *thread, json_t *locations)
{
	json_t *flow = jot_object(), *message;

	message = jot_object();
	jot_put(message, "text", jot_printf("thread %s", thread));
	jot_put(flow, "id", jot_text(thread));
	jot_put(flow, "message", message);
	jot_put(flow, "locations", locations);
	return flow;
}

static json_t *thread_of_witness(const struct graded *graded, const struct witness *witness,
				 const char *thread)
{
	json_t *locations = jot_array();

	for (size_t i = 0; i < witness->nsteps; i++)
		if (strcmp(witness->steps[i].thread, thread) == 0)
			jot_append(locations, step_json(graded, &witness->steps[i], i + 1));
	return thread_json(thread, locations);
}

static bool is_first(const struct witness *witness, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (strcmp(witness->steps[i].thread, witness->steps[index].thread) == 0)
			return false;
	return true;
}

static void flow_of_witness(json_t *flows, const struct graded *graded,
			    const struct witness *witness)
{
	for (size_t i = 0; i < witness->nsteps; i++)
		if (is_first(witness, i))
			jot_append(flows,
				   thread_of_witness(graded, witness, witness->steps[i].thread));
}

/* ---- a flow from places alone ---- */

static json_t *stack_json(const struct graded *graded, const struct place *place)
{
	json_t *stack = jot_object(), *frames = jot_array(), *frame = jot_object();

	jot_put(frame, "location", sarif_location(graded, &place->spot, NULL));
	jot_append(frames, frame);
	for (size_t i = 0; i < place->ncallers; i++) {
		frame = jot_object();
		jot_put(frame, "location", sarif_location(graded, &place->callers[i], NULL));
		jot_append(frames, frame);
	}
	jot_put(stack, "frames", frames);
	return stack;
}

static json_t *place_json(const struct graded *graded, const struct place *place)
{
	json_t *item = jot_object(), *kinds = jot_array();
	char *words = say_place(place);

	jot_put(item, "location", sarif_location(graded, &place->spot, words));
	add_kinds(kinds, place->role != NULL ? place->role : "");
	jot_put(item, "kinds", kinds);
	jot_put(item, "stack", stack_json(graded, place));
	jot_put(item, "importance", jot_text("essential"));
	free(words);
	return item;
}

static const char *thread_name(const struct place *place)
{
	return place->thread != NULL && place->thread[0] != '\0' ? place->thread : "unknown";
}

static void flow_of_places(json_t *flows, const struct graded *graded,
			   const struct finding *finding)
{
	for (size_t i = 0; i < finding->nplaces; i++) {
		const char *thread = thread_name(&finding->places[i]);
		json_t *locations = jot_array();
		bool first = true;

		for (size_t k = 0; k < finding->nplaces; k++) {
			if (strcmp(thread_name(&finding->places[k]), thread) != 0)
				continue;
			first = first && k >= i;
			jot_append(locations, place_json(graded, &finding->places[k]));
		}
		if (first)
			jot_append(flows, thread_json(thread, locations));
		else
			json_decref(locations);
	}
}

json_t *sarif_flows(const struct graded *graded, const struct fold *fold)
{
	const struct witness *witness = sarif_witness(fold);
	json_t *flows = jot_array(), *flow, *array;

	if (witness != NULL && witness->nsteps > 0)
		flow_of_witness(flows, graded, witness);
	else
		flow_of_places(flows, graded, fold->finding);
	if (json_array_size(flows) == 0) {
		json_decref(flows);
		return NULL;
	}
	flow = jot_object();
	jot_put(flow, "threadFlows", flows);
	array = jot_array();
	jot_append(array, flow);
	return array;
}
