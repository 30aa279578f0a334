/* SPDX-License-Identifier: MIT */
/*
 * sarif: the Static Analysis Results Interchange Format, version 2.1.0 (OASIS).
 *
 * One result a finding, however many checkers made it.  Its code flow has a thread flow for each
 * thread: the steps of the witness in the order in which they were executed, or, where a tool has
 * none, the places with their callers.  How that is written is format_sarif_flow.c's.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "fold.h"
#include "format.h"
#include "format_places.h"
#include "format_rules.h"
#include "format_sarif.h"
#include "format_words.h"
#include "kit.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

/* ---- rules ---- */

static json_t *rule_json(enum finding_kind kind)
{
	const struct rule *rule = rule_of(kind);
	json_t *object = jot_object(), *level = jot_object();

	jot_put(object, "id", jot_text(finding_kind_name(kind)));
	jot_put(object, "shortDescription", sarif_text(rule->title));
	jot_put(object, "fullDescription", sarif_text(rule->full));
	jot_put(object, "help", sarif_text(rule->help));
	jot_put(level, "level", jot_text("error"));
	jot_put(object, "defaultConfiguration", level);
	return object;
}

static json_t *tool_json(void)
{
	json_t *tool = jot_object(), *driver = jot_object(), *rules = jot_array();

	for (unsigned kind = 0; kind < FINDING_KINDS; kind++)
		jot_append(rules, rule_json((enum finding_kind)kind));
	jot_put(driver, "name", jot_text("racelab"));
	jot_put(driver, "version", jot_text(RACELAB_VERSION));
	jot_put(driver, "rules", rules);
	jot_put(tool, "driver", driver);
	return tool;
}

/* ---- results ---- */

static json_t *related_json(const struct graded *graded, const struct finding *finding)
{
	json_t *related = jot_array();

	for (size_t i = 0; i < finding->nplaces; i++) {
		char *words = say_place(&finding->places[i]);
		json_t *location = sarif_location(graded, &finding->places[i].spot, words);

		jot_put(location, "id", json_integer((json_int_t)i + 1));
		jot_append(related, location);
		free(words);
	}
	return related;
}

static json_t *prints_json(const struct graded *graded, const struct finding *finding,
			   struct prints *prints)
{
	uint64_t print = place_fingerprint(graded, finding);
	unsigned before = prints_add(prints, print);
	json_t *object = jot_object(), *value = jot_printf("%016" PRIx64 ":%u", print, before + 1);

	/* The second is the name that GitHub looks for. */
	jot_put(object, "racelabFinding/v1", value);
	jot_put(object, "primaryLocationLineHash", json_incref(value));
	return object;
}

static json_t *properties_json(const struct graded *graded, const struct fold *fold)
{
	json_t *properties = jot_object(), *checkers = jot_array();
	const struct witness *witness = sarif_witness(fold);

	for (unsigned i = 0; i < fold->nseers; i++)
		jot_append(checkers, jot_text(fold->seers[i]->checker));
	jot_put(properties, "checkers", checkers);
	jot_put(properties, "lab", jot_text(graded->lab));
	if (graded->student != NULL)
		jot_put(properties, "student", jot_text(graded->student));
	if (witness != NULL && witness->token != NULL)
		jot_put(properties, "replay", jot_printf("racelab replay %s", witness->token));
	return properties;
}

/* What is known to be a false alarm is there to be looked at, and fails nothing. */
static void put_level(json_t *result, const struct finding *finding)
{
	bool review = finding->known_false;

	jot_put(result, "kind", jot_text(review ? "review" : "fail"));
	jot_put(result, "level", jot_text(review ? "none" : "error"));
}

static json_t *message_json(const struct finding *finding)
{
	json_t *message = jot_object();

	jot_put(message, "text",
		finding->known_false && finding->reason != NULL
			? jot_printf("%s (a known false alarm: %s)", say_message(finding),
				     finding->reason)
			: jot_text(say_message(finding)));
	return message;
}

static json_t *result_json(const struct graded *graded, const struct fold *fold,
			   struct prints *prints)
{
	const struct finding *finding = fold->finding;
	json_t *result = jot_object(), *locations = jot_array(), *flows;

	jot_put(result, "ruleId", jot_text(finding_kind_name(finding->kind)));
	jot_put(result, "ruleIndex", json_integer(finding->kind));
	put_level(result, finding);
	jot_put(result, "message", message_json(finding));
	jot_append(locations, sarif_location(graded, place_of(finding), NULL));
	jot_put(result, "locations", locations);
	if (finding->nplaces > 0)
		jot_put(result, "relatedLocations", related_json(graded, finding));
	jot_put(result, "partialFingerprints", prints_json(graded, finding, prints));
	flows = sarif_flows(graded, fold);
	if (flows != NULL)
		jot_put(result, "codeFlows", flows);
	jot_put(result, "properties", properties_json(graded, fold));
	return result;
}

static void add_results(json_t *results, const struct graded *graded, struct prints *prints)
{
	struct folds folds;

	folds_make(&folds, graded->checking.results, graded->checking.count);
	for (size_t i = 0; i < folds.count; i++)
		jot_append(results, result_json(graded, &folds.items[i], prints));
	folds_release(&folds);
}

/* ---- what was not checked, or not as it should be ---- */

static json_t *notification_json(const struct graded *graded, const char *level, const char *words)
{
	static const struct spot top = {0};
	json_t *notification = jot_object(), *locations = jot_array();

	jot_put(notification, "level", jot_text(level));
	jot_put(notification, "message", sarif_text(words));
	if (graded->source != NULL) {
		jot_append(locations, sarif_location(graded, &top, NULL));
		jot_put(notification, "locations", locations);
	} else {
		json_decref(locations);
	}
	return notification;
}

static void notify_of_confinement(json_t *notifications, const struct graded *graded)
{
	struct text words = {0};

	say_confinement(&words, graded);
	if (words.length > 0)
		jot_append(notifications, notification_json(graded, "warning", words.bytes));
	text_release(&words);
}

static json_t *invocations_json(const struct graded *list, size_t count)
{
	json_t *array = jot_array(), *invocation = jot_object(), *notifications = jot_array();
	bool successful = true;

	for (size_t i = 0; i < count; i++) {
		notify_of_confinement(notifications, &list[i]);
		if (list[i].state == GRADED_CHECKED)
			continue;
		successful = false;
		jot_append(notifications,
			   notification_json(&list[i], "error",
					     list[i].words != NULL ? list[i].words : ""));
	}
	jot_put(invocation, "executionSuccessful", json_boolean(successful));
	jot_put(invocation, "toolExecutionNotifications", notifications);
	jot_append(array, invocation);
	return array;
}

static void many(struct text *text, const struct graded *list, size_t count)
{
	json_t *root = jot_object(), *runs = jot_array(), *run = jot_object();
	json_t *results = jot_array();
	struct prints prints = {0};

	for (size_t i = 0; i < count; i++)
		add_results(results, &list[i], &prints);
	free(prints.items);
	jot_put(run, "tool", tool_json());
	jot_put(run, "invocations", invocations_json(list, count));
	jot_put(run, "columnKind", jot_text("unicodeCodePoints"));
	jot_put(run, "results", results);
	jot_append(runs, run);
	jot_put(root, "$schema", jot_text(SCHEMA));
	jot_put(root, "version", jot_text("2.1.0"));
	jot_put(root, "runs", runs);
	jot_write(text, root);
}

static void one(struct text *text, const struct graded *graded)
{
	many(text, graded, 1);
}

FORMAT(sarif) = {
	.name = "sarif",
	.what = "SARIF 2.1.0: findings for code scanning and editors",
	.programs = true,
	.one = one,
	.many = many,
};
