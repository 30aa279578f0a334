/* SPDX-License-Identifier: MIT */
#include "report_json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "options.h"
#include "text.h"
#include "witness.h"

/* jansson fails only for want of memory, or on text that is not UTF-8. */
static json_t *sure(json_t *value)
{
	if (value == NULL)
		die("out of memory while writing JSON");
	return value;
}

static void put(json_t *object, const char *name, json_t *value)
{
	if (json_object_set_new(object, name, sure(value)) != 0)
		die("out of memory while writing JSON");
}

static void append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, sure(value)) != 0)
		die("out of memory while writing JSON");
}

/* A message may quote bytes of the program: what is not UTF-8 becomes '?'. */
static json_t *string(const char *text)
{
	json_t *value;
	char *copy;

	if (text == NULL)
		return json_null();
	value = json_string(text);
	if (value != NULL)
		return value;
	copy = strdup(text);
	if (copy == NULL)
		die("out of memory");
	for (char *c = copy; *c != '\0'; c++)
		if ((unsigned char)*c >= 0x80)
			*c = '?';
	value = json_string(copy);
	free(copy);
	return value;
}

static json_t *spot_json(const struct spot *spot)
{
	json_t *object = sure(json_object());

	put(object, "file", string(spot->file));
	put(object, "line", json_integer(spot->line));
	put(object, "column", json_integer(spot->column));
	put(object, "function", string(spot->function));
	return object;
}

static json_t *place_json(const struct place *place)
{
	json_t *object = spot_json(&place->spot), *callers = sure(json_array());

	put(object, "thread", string(place->thread));
	put(object, "role", string(place->role));
	if (place->object != NULL)
		put(object, "object", string(place->object));
	for (size_t i = 0; i < place->ncallers; i++)
		append(callers, spot_json(&place->callers[i]));
	put(object, "callers", callers);
	return object;
}

static json_t *step_json(const struct step *step)
{
	json_t *object = sure(json_object());

	put(object, "thread", string(step->thread));
	put(object, "file", string(step->spot.file));
	put(object, "line", json_integer(step->spot.line));
	put(object, "column", json_integer(step->spot.column));
	put(object, "text", string(step->what));
	put(object, "does", string(step->what));
	if (step->object != NULL)
		put(object, "object", string(step->object));
	put(object, "what", step->object != NULL
				    ? json_sprintf("%s %s", step->what, step->object)
				    : string(step->what));
	if (step->has_value) {
		put(object, "value", json_integer((json_int_t)step->value));
		put(object, "size", json_integer(step->size));
	}
	if (step->failing)
		put(object, "failing", json_true());
	return object;
}

static json_t *witness_json(const struct witness *witness)
{
	json_t *object = sure(json_object()), *steps = sure(json_array());

	put(object, "token", string(witness->token));
	put(object, "switches", json_integer(witness->switches));
	put(object, "events", json_integer(witness->events));
	put(object, "scenario", json_integer(witness->scenario + 1));
	if (witness->cut)
		put(object, "cut", json_true());
	for (size_t i = 0; i < witness->nsteps; i++)
		append(steps, step_json(&witness->steps[i]));
	put(object, "steps", steps);
	return object;
}

/* Numbers from 1, as --scenario takes them. */
static json_t *scenarios_json(uint64_t mask)
{
	json_t *array = sure(json_array());

	for (unsigned i = 0; i < 64; i++)
		if (mask & finding_scenario(i))
			append(array, json_integer(i + 1));
	return array;
}

static json_t *finding_json(const struct finding *finding)
{
	json_t *object = sure(json_object()), *places = sure(json_array());

	put(object, "kind", json_string(finding_kind_name(finding->kind)));
	put(object, "message", string(finding->message != NULL ? finding->message : ""));
	put(object, "expected", json_boolean(finding->expected));
	put(object, "known_false", json_boolean(finding->known_false));
	if (finding->reason != NULL)
		put(object, "reason", string(finding->reason));
	if (finding->scenarios != 0)
		put(object, "scenarios", scenarios_json(finding->scenarios));
	if (finding->times > 0) {
		put(object, "run", json_integer((json_int_t)finding->run));
		put(object, "times", json_integer((json_int_t)finding->times));
	}
	for (size_t i = 0; i < finding->nplaces; i++)
		append(places, place_json(&finding->places[i]));
	put(object, "places", places);
	if (finding->witness != NULL)
		put(object, "witness", witness_json(finding->witness));
	return object;
}

static json_t *outcomes_json(const struct measure *measure)
{
	json_t *outcomes = sure(json_array());

	for (unsigned i = 0; i < measure->noutcomes; i++) {
		json_t *outcome = sure(json_object());

		put(outcome, "value", json_integer(measure->outcomes[i].value));
		put(outcome, "times", json_integer((json_int_t)measure->outcomes[i].times));
		append(outcomes, outcome);
	}
	return outcomes;
}

static json_t *measure_json(const struct measure *measure)
{
	json_t *object = sure(json_object());
	char noise[32];

	put(object, "scenario", string(measure->scenario));
	put(object, "noise", json_string(options_noise_name(measure->noise, noise)));
	put(object, "runs", json_integer((json_int_t)measure->runs));
	put(object, "failed", json_integer((json_int_t)measure->failed));
	put(object, "first_failure", json_integer((json_int_t)measure->first_failure));
	put(object, "per_million_low", json_real(measure->low));
	put(object, "per_million_high", json_real(measure->high));
	put(object, "seconds", json_real(measure->seconds));
	put(object, "processes", json_boolean(measure->processes));
	put(object, "outcome", string(measure->outcome_name));
	put(object, "outcomes", outcomes_json(measure));
	put(object, "outcomes_other", json_integer((json_int_t)measure->outcomes_other));
	return object;
}

static json_t *exploring_json(const struct exploring *exploring)
{
	json_t *object = sure(json_object());

	put(object, "scenario", string(exploring->scenario));
	put(object, "executions", json_integer((json_int_t)exploring->executions));
	put(object, "failed", json_integer((json_int_t)exploring->failed));
	put(object, "complete", json_boolean(exploring->complete));
	put(object, "estimate", json_integer((json_int_t)exploring->estimate));
	put(object, "sampled", json_boolean(exploring->sampled));
	if (exploring->broken_off)
		put(object, "broken_off", json_true());
	put(object, "longest", json_integer((json_int_t)exploring->longest));
	put(object, "overlap", json_real(exploring->overlap));
	put(object, "weaker_atomics", json_integer((json_int_t)exploring->weaker));
	put(object, "seconds", json_real(exploring->seconds));
	return object;
}

static uint64_t estimate_of(const struct result *result)
{
	uint64_t estimate = 0;

	for (size_t i = 0; i < result->nexplored; i++)
		estimate += result->explored[i].complete || result->explored[i].estimate == 0
				    ? result->explored[i].executions
				    : result->explored[i].estimate;
	/* Repetition has no end that could be estimated: what was done is all that is known. */
	return result->nexplored > 0 ? estimate : result->executions;
}

static json_t *result_json(const struct result *result)
{
	json_t *object = sure(json_object()), *findings = sure(json_array());

	put(object, "name", json_string(result->checker));
	put(object, "status", json_string(status_name(result->status)));
	if (result->note != NULL)
		put(object, "note", string(result->note));
	put(object, "executions", json_integer((json_int_t)result->executions));
	put(object, "complete", json_boolean(result->complete));
	put(object, "estimate", json_integer((json_int_t)estimate_of(result)));
	put(object, "seconds", json_real(result->seconds));
	for (size_t i = 0; i < result->findings.count; i++)
		append(findings, finding_json(&result->findings.items[i]));
	put(object, "findings", findings);
	if (result->nmeasures > 0) {
		json_t *measures = sure(json_array());

		for (size_t i = 0; i < result->nmeasures; i++)
			append(measures, measure_json(&result->measures[i]));
		put(object, "measures", measures);
	}
	if (result->nexplored > 0) {
		json_t *explored = sure(json_array());

		for (size_t i = 0; i < result->nexplored; i++)
			append(explored, exploring_json(&result->explored[i]));
		put(object, "explored", explored);
	}
	return object;
}

static json_t *results_json(const struct result *results, unsigned count)
{
	json_t *array = sure(json_array());

	for (unsigned i = 0; i < count; i++)
		append(array, result_json(&results[i]));
	return array;
}

char *report_json_dump(json_t *root)
{
	char *bare = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(9)), *text;

	if (bare == NULL)
		die("out of memory while writing JSON");
	text = format_string("%s\n", bare);
	free(bare);
	json_decref(root);
	return text;
}

json_t *report_json_value(const struct report *report)
{
	json_t *root = sure(json_object());

	put(root, "racelab", json_integer(1));
	put(root, "subject", string(report->subject->name));
	put(root, "file", string(report->subject->source));
	put(root, "verdict", json_string(verdict_name(report->verdict)));
	put(root, "seed", json_integer((json_int_t)report->seed));
	put(root, "seconds", json_real(report->seconds));
	put(root, "checkers", results_json(report->results, report->count));
	if (report->reference != NULL)
		put(root, "reference", results_json(report->reference, report->nreference));
	return root;
}

json_t *report_json_error_value(const char *subject, const char *message)
{
	json_t *root = sure(json_object());

	put(root, "racelab", json_integer(1));
	put(root, "subject", string(subject));
	put(root, "verdict", json_string(verdict_name(VERDICT_ERROR)));
	put(root, "error", string(message));
	put(root, "checkers", json_array());
	return root;
}

char *report_json(const struct report *report)
{
	return report_json_dump(report_json_value(report));
}

char *report_json_error(const char *subject, const char *message)
{
	return report_json_dump(report_json_error_value(subject, message));
}

char *report_json_results(const struct result *results, unsigned count)
{
	json_t *root = sure(json_object());

	put(root, "checkers", results_json(results, count));
	return report_json_dump(root);
}
