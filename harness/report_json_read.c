/* SPDX-License-Identifier: MIT */
#include "report_json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "text.h"
#include "witness.h"

static char *copy_string(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text != NULL ? format_string("%s", text) : NULL;
}

static unsigned small(const json_t *object, const char *name)
{
	return (unsigned)json_integer_value(json_object_get(object, name));
}

static uint64_t large(const json_t *object, const char *name)
{
	return (uint64_t)json_integer_value(json_object_get(object, name));
}

static bool is_true(const json_t *object, const char *name)
{
	return json_is_true(json_object_get(object, name));
}

static void read_spot(const json_t *from, struct spot *spot)
{
	spot->file = copy_string(from, "file");
	spot->line = small(from, "line");
	spot->column = small(from, "column");
	spot->function = copy_string(from, "function");
}

static void read_place(const json_t *from, struct place *place)
{
	json_t *caller;
	size_t i;

	read_spot(from, &place->spot);
	place->thread = copy_string(from, "thread");
	place->role = copy_string(from, "role");
	place->object = copy_string(from, "object");
	json_array_foreach(json_object_get(from, "callers"), i, caller)
		read_spot(caller, place_add_caller(place));
}

/* A thread and what it does are there in every witness, whoever has written this one. */
static char *words_of(const json_t *from, const char *name)
{
	char *words = copy_string(from, name);

	return words != NULL ? words : format_string("?");
}

static void read_step(const json_t *from, struct step *step)
{
	read_spot(from, &step->spot);
	step->thread = words_of(from, "thread");
	step->what = words_of(from, "text");
	step->object = copy_string(from, "object");
	step->has_value = json_object_get(from, "value") != NULL;
	step->value = large(from, "value");
	step->size = small(from, "size");
	step->failing = is_true(from, "failing");
}

/* NULL where there is none.  Its token stands for its turns. */
static struct witness *read_witness(const json_t *from)
{
	const json_t *steps = json_object_get(from, "steps");
	struct witness *witness;

	if (!json_is_object(from))
		return NULL;
	witness = calloc(1, sizeof *witness);
	if (witness == NULL)
		die("out of memory");
	witness->token = copy_string(from, "token");
	witness->switches = small(from, "switches");
	witness->events = small(from, "events");
	witness->scenario = small(from, "scenario") > 0 ? small(from, "scenario") - 1 : 0;
	witness->cut = is_true(from, "cut");
	witness->nsteps = json_array_size(steps);
	witness->steps = calloc(witness->nsteps + 1, sizeof *witness->steps);
	if (witness->steps == NULL)
		die("out of memory");
	for (size_t i = 0; i < witness->nsteps; i++)
		read_step(json_array_get(steps, i), &witness->steps[i]);
	return witness;
}

static uint64_t read_scenarios(const json_t *numbers)
{
	uint64_t mask = 0;
	json_t *number;
	size_t i;

	json_array_foreach(numbers, i, number)
		if (json_integer_value(number) >= 1 && json_integer_value(number) <= 64)
			mask |= finding_scenario((unsigned)json_integer_value(number) - 1);
	return mask;
}

static bool read_finding(const json_t *from, struct findings *findings)
{
	const char *name = json_string_value(json_object_get(from, "kind"));
	struct finding *finding;
	enum finding_kind kind;
	json_t *place;
	size_t i;

	if (name == NULL || !finding_kind_parse(name, &kind))
		return false;
	finding = findings_add(findings, kind);
	finding->message = copy_string(from, "message");
	finding->expected = is_true(from, "expected");
	finding->known_false = is_true(from, "known_false");
	finding->reason = text_keep(json_string_value(json_object_get(from, "reason")));
	finding->scenarios = read_scenarios(json_object_get(from, "scenarios"));
	finding->run = large(from, "run");
	finding->times = large(from, "times");
	json_array_foreach(json_object_get(from, "places"), i, place)
		read_place(place, finding_add_place(finding));
	finding->witness = read_witness(json_object_get(from, "witness"));
	return true;
}

static bool read_status(const json_t *from, enum status *status)
{
	const char *name = json_string_value(json_object_get(from, "status"));

	for (unsigned s = STATUS_FAIL; name != NULL && s <= STATUS_ERROR; s++) {
		if (strcmp(name, status_name(s)) == 0) {
			*status = (enum status)s;
			return true;
		}
	}
	return false;
}

static struct exploring read_exploring(const json_t *from)
{
	return (struct exploring){
		.scenario = text_keep(json_string_value(json_object_get(from, "scenario"))),
		.executions = large(from, "executions"),
		.failed = large(from, "failed"),
		.estimate = large(from, "estimate"),
		.longest = large(from, "longest"),
		.weaker = large(from, "weaker_atomics"),
		.overlap = json_number_value(json_object_get(from, "overlap")),
		.complete = is_true(from, "complete"),
		.sampled = is_true(from, "sampled"),
		.broken_off = is_true(from, "broken_off"),
		.seconds = json_number_value(json_object_get(from, "seconds")),
	};
}

static void read_explored(const json_t *from, struct result *result)
{
	size_t count = json_array_size(from);

	if (count == 0)
		return;
	result->explored = calloc(count, sizeof *result->explored);
	if (result->explored == NULL)
		die("out of memory");
	result->nexplored = count;
	for (size_t i = 0; i < count; i++)
		result->explored[i] = read_exploring(json_array_get(from, i));
}

/* As options_noise_name() writes it: "none", "sync+access". */
static uint32_t read_noise(const json_t *from)
{
	const char *name = json_string_value(json_object_get(from, "noise"));

	if (name == NULL)
		return NOISE_NONE;
	return (strstr(name, "sync") != NULL ? NOISE_SYNC : 0u) |
	       (strstr(name, "access") != NULL ? NOISE_ACCESS : 0u) |
	       (strstr(name, "target") != NULL ? NOISE_TARGET : 0u);
}

static void read_outcomes(const json_t *from, struct measure *measure)
{
	json_t *outcome;
	size_t i;

	json_array_foreach(json_object_get(from, "outcomes"), i, outcome)
		if (measure->noutcomes < WIRE_OUTCOMES)
			measure->outcomes[measure->noutcomes++] = (struct wire_outcome){
				.value = json_integer_value(json_object_get(outcome, "value")),
				.times = large(outcome, "times"),
			};
}

static struct measure read_measure(const json_t *from)
{
	struct measure measure = {
		.scenario = text_keep(json_string_value(json_object_get(from, "scenario"))),
		.noise = read_noise(from),
		.runs = large(from, "runs"),
		.failed = large(from, "failed"),
		.first_failure = large(from, "first_failure"),
		.low = json_number_value(json_object_get(from, "per_million_low")),
		.high = json_number_value(json_object_get(from, "per_million_high")),
		.seconds = json_number_value(json_object_get(from, "seconds")),
		.processes = is_true(from, "processes"),
		.outcome_name = text_keep(json_string_value(json_object_get(from, "outcome"))),
		.outcomes_other = large(from, "outcomes_other"),
	};

	read_outcomes(from, &measure);
	return measure;
}

static void read_measures(const json_t *from, struct result *result)
{
	size_t count = json_array_size(from);

	if (count == 0)
		return;
	result->measures = calloc(count, sizeof *result->measures);
	if (result->measures == NULL)
		die("out of memory");
	result->nmeasures = count;
	for (size_t i = 0; i < count; i++)
		result->measures[i] = read_measure(json_array_get(from, i));
}

static bool read_result(const json_t *from, struct result *result)
{
	const char *name = json_string_value(json_object_get(from, "name"));
	const struct checker *checker = name != NULL ? checker_find(name) : NULL;
	json_t *finding;
	size_t i;

	if (checker == NULL || !read_status(from, &result->status))
		return false;
	result->checker = checker->name;
	result->note = copy_string(from, "note");
	result->executions = large(from, "executions");
	result->complete = is_true(from, "complete");
	result->seconds = json_number_value(json_object_get(from, "seconds"));
	read_measures(json_object_get(from, "measures"), result);
	read_explored(json_object_get(from, "explored"), result);
	json_array_foreach(json_object_get(from, "findings"), i, finding)
		if (!read_finding(finding, &result->findings))
			return false;
	return true;
}

bool report_json_read_value(const json_t *root, struct result **results, unsigned *count)
{
	const json_t *all = json_object_get(root, "checkers");
	size_t n = json_array_size(all);
	struct result *read = calloc(n + 1, sizeof *read);
	bool fine = json_is_array(all);

	if (read == NULL)
		die("out of memory");
	for (size_t i = 0; fine && i < n; i++)
		fine = read_result(json_array_get(all, i), &read[i]);
	if (fine) {
		*results = read;
		*count = (unsigned)n;
		return true;
	}
	for (size_t i = 0; i < n; i++)
		result_release(&read[i]);
	free(read);
	return false;
}

bool report_json_read(const char *text, struct result **results, unsigned *count)
{
	json_t *root = json_loads(text, 0, NULL);
	bool fine = report_json_read_value(root, results, count);

	json_decref(root);
	return fine;
}
