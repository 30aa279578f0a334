/* SPDX-License-Identifier: MIT */
#include "report_json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "jot.h"
#include "options.h"
#include "report_parts.h"
#include "text.h"

static json_t *spot_json(const struct spot *spot)
{
	json_t *object = jot_object();

	jot_put(object, "file", jot_text(spot->file));
	jot_put(object, "line", json_integer(spot->line));
	jot_put(object, "column", json_integer(spot->column));
	jot_put(object, "function", jot_text(spot->function));
	return object;
}

static json_t *place_json(const struct place *place)
{
	json_t *object = spot_json(&place->spot), *callers = jot_array();

	jot_put(object, "thread", jot_text(place->thread));
	jot_put(object, "role", jot_text(place->role));
	if (place->object != NULL)
		jot_put(object, "object", jot_text(place->object));
	for (size_t i = 0; i < place->ncallers; i++)
		jot_append(callers, spot_json(&place->callers[i]));
	jot_put(object, "callers", callers);
	return object;
}

/* Numbers from 1, as --scenario takes them. */
static json_t *scenarios_json(uint64_t mask)
{
	json_t *array = jot_array();

	for (unsigned i = 0; i < 64; i++)
		if (mask & finding_scenario(i))
			jot_append(array, json_integer(i + 1));
	return array;
}

static json_t *finding_json(const struct finding *finding)
{
	json_t *object = jot_object(), *places = jot_array();

	jot_put(object, "kind", json_string(finding_kind_name(finding->kind)));
	jot_put(object, "message", jot_text(finding->message != NULL ? finding->message : ""));
	jot_put(object, "expected", json_boolean(finding->expected));
	jot_put(object, "known_false", json_boolean(finding->known_false));
	if (finding->reason != NULL)
		jot_put(object, "reason", jot_text(finding->reason));
	if (finding->scenarios != 0)
		jot_put(object, "scenarios", scenarios_json(finding->scenarios));
	if (finding->times > 0) {
		jot_put(object, "run", json_integer((json_int_t)finding->run));
		jot_put(object, "times", json_integer((json_int_t)finding->times));
	}
	for (size_t i = 0; i < finding->nplaces; i++)
		jot_append(places, place_json(&finding->places[i]));
	jot_put(object, "places", places);
	if (finding->witness != NULL)
		jot_put(object, "witness", report_witness_json(finding->witness));
	return object;
}

static json_t *outcomes_json(const struct measure *measure)
{
	json_t *outcomes = jot_array();

	for (unsigned i = 0; i < measure->noutcomes; i++) {
		json_t *outcome = jot_object();

		jot_put(outcome, "value", json_integer(measure->outcomes[i].value));
		jot_put(outcome, "times", json_integer((json_int_t)measure->outcomes[i].times));
		jot_append(outcomes, outcome);
	}
	return outcomes;
}

static json_t *measure_json(const struct measure *measure)
{
	json_t *object = jot_object();
	char noise[32];

	jot_put(object, "scenario", jot_text(measure->scenario));
	jot_put(object, "noise", json_string(options_noise_name(measure->noise, noise)));
	jot_put(object, "runs", json_integer((json_int_t)measure->runs));
	jot_put(object, "failed", json_integer((json_int_t)measure->failed));
	jot_put(object, "first_failure", json_integer((json_int_t)measure->first_failure));
	jot_put(object, "per_million_low", json_real(measure->low));
	jot_put(object, "per_million_high", json_real(measure->high));
	jot_put(object, "seconds", json_real(measure->seconds));
	jot_put(object, "processes", json_boolean(measure->processes));
	jot_put(object, "outcome", jot_text(measure->outcome_name));
	jot_put(object, "outcomes", outcomes_json(measure));
	jot_put(object, "outcomes_other", json_integer((json_int_t)measure->outcomes_other));
	return object;
}

static json_t *exploring_json(const struct exploring *exploring)
{
	json_t *object = jot_object();

	jot_put(object, "scenario", jot_text(exploring->scenario));
	jot_put(object, "executions", json_integer((json_int_t)exploring->executions));
	jot_put(object, "failed", json_integer((json_int_t)exploring->failed));
	jot_put(object, "complete", json_boolean(exploring->complete));
	jot_put(object, "estimate", json_integer((json_int_t)exploring->estimate));
	jot_put(object, "sampled", json_boolean(exploring->sampled));
	if (exploring->broken_off)
		jot_put(object, "broken_off", json_true());
	jot_put(object, "longest", json_integer((json_int_t)exploring->longest));
	jot_put(object, "overlap", json_real(exploring->overlap));
	jot_put(object, "weaker_atomics", json_integer((json_int_t)exploring->weaker));
	jot_put(object, "seconds", json_real(exploring->seconds));
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
	json_t *object = jot_object(), *findings = jot_array();

	jot_put(object, "name", json_string(result->checker));
	jot_put(object, "status", json_string(status_name(result->status)));
	if (result->note != NULL)
		jot_put(object, "note", jot_text(result->note));
	jot_put(object, "executions", json_integer((json_int_t)result->executions));
	jot_put(object, "complete", json_boolean(result->complete));
	jot_put(object, "estimate", json_integer((json_int_t)estimate_of(result)));
	jot_put(object, "seconds", json_real(result->seconds));
	for (size_t i = 0; i < result->findings.count; i++)
		jot_append(findings, finding_json(&result->findings.items[i]));
	jot_put(object, "findings", findings);
	if (result->nmeasures > 0) {
		json_t *measures = jot_array();

		for (size_t i = 0; i < result->nmeasures; i++)
			jot_append(measures, measure_json(&result->measures[i]));
		jot_put(object, "measures", measures);
	}
	if (result->nexplored > 0) {
		json_t *explored = jot_array();

		for (size_t i = 0; i < result->nexplored; i++)
			jot_append(explored, exploring_json(&result->explored[i]));
		jot_put(object, "explored", explored);
	}
	return object;
}

static json_t *results_json(const struct result *results, unsigned count)
{
	json_t *array = jot_array();

	for (unsigned i = 0; i < count; i++)
		jot_append(array, result_json(&results[i]));
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
	json_t *root = jot_object();

	jot_put(root, "racelab", json_integer(1));
	jot_put(root, "subject", jot_text(report->subject->name));
	jot_put(root, "file", jot_text(report->subject->source));
	jot_put(root, "verdict", json_string(verdict_name(report->verdict)));
	jot_put(root, "seed", json_integer((json_int_t)report->seed));
	jot_put(root, "seconds", json_real(report->seconds));
	jot_put(root, "confinement", jot_text(subject_confinement(report->subject)));
	jot_put(root, "checkers", results_json(report->results, report->count));
	if (report->reference != NULL)
		jot_put(root, "reference", results_json(report->reference, report->nreference));
	jot_put(root, "entries", report_entries_json(report->results, report->count));
	return root;
}

json_t *report_json_error_value(const char *subject, const char *message)
{
	json_t *root = jot_object();

	jot_put(root, "racelab", json_integer(1));
	jot_put(root, "subject", jot_text(subject));
	jot_put(root, "verdict", json_string(verdict_name(VERDICT_ERROR)));
	jot_put(root, "error", jot_text(message));
	jot_put(root, "checkers", json_array());
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
	json_t *root = jot_object();

	jot_put(root, "checkers", results_json(results, count));
	return report_json_dump(root);
}
