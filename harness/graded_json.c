/* SPDX-License-Identifier: MIT */
#include "graded.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "jot.h"
#include "report_json.h"
#include "text.h"

/* ---- out ---- */

static json_t *part_json(const struct graded_part *part)
{
	json_t *object = jot_object();

	jot_put(object, "name", jot_text(part->name));
	jot_put(object, "what", jot_text(part->what));
	if (part->native_only)
		jot_put(object, "native_only", json_true());
	if (part->left_out)
		jot_put(object, "left_out", json_true());
	jot_put(object, "points", jot_number(part->points));
	jot_put(object, "maximum", jot_number(part->maximum));
	if (part->cost != NULL) {
		jot_put(object, "lost_to", jot_text(finding_kind_name(part->cost->kind)));
		jot_put(object, "by", jot_text(part->by));
	}
	return object;
}

static void put_text(json_t *object, const char *name, const char *text)
{
	if (text != NULL)
		jot_put(object, name, jot_text(text));
}

static void put_points(json_t *root, const struct graded *graded)
{
	json_t *parts;

	if (graded->nparts == 0)
		return;
	parts = jot_array();
	for (size_t i = 0; i < graded->nparts; i++)
		jot_append(parts, part_json(&graded->parts[i]));
	jot_put(root, "points", jot_number(graded->points));
	jot_put(root, "maximum", jot_number(graded->maximum));
	if (graded->by_chance)
		jot_put(root, "by_chance", json_true());
	jot_put(root, "scenarios", parts);
}

static void put_sources(json_t *root, const struct graded *graded)
{
	json_t *sources = jot_array();

	for (size_t i = 0; i < graded->nsources; i++) {
		json_t *source = jot_object();

		jot_put(source, "file", jot_text(graded->sources[i].file));
		jot_put(source, "text", jot_text(graded->sources[i].text));
		jot_append(sources, source);
	}
	jot_put(root, "sources", sources);
}

static json_t *report_value(const struct graded *graded)
{
	const struct subject subject = {.name = graded->lab, .source = graded->source};
	const struct report report = graded_report(graded, &subject);

	return report_json_value(&report);
}

json_t *graded_json_value(const struct graded *graded)
{
	json_t *root = graded->checking.count > 0
			       ? report_value(graded)
			       : report_json_error_value(graded->lab, graded->words);

	if (graded->checking.count == 0)
		put_text(root, "file", graded->source);
	else if (graded->words != NULL)
		put_text(root, "error", graded->words);
	if (graded->state == GRADED_REFUSED)
		jot_put(root, "refused", json_true());
	put_text(root, "student", graded->student);
	put_text(root, "title", graded->title);
	put_text(root, "folder", graded->folder);
	put_text(root, "confinement", graded->confinement);
	put_text(root, "review", graded->review);
	put_points(root, graded);
	put_sources(root, graded);
	return root;
}

char *graded_json(const struct graded *graded)
{
	return report_json_dump(graded_json_value(graded));
}

/* ---- and back ---- */

static char *copy_of(const json_t *root, const char *name)
{
	const char *text = json_string_value(json_object_get(root, name));

	return text != NULL ? format_string("%s", text) : NULL;
}

static double number_of(const json_t *root, const char *name)
{
	return json_number_value(json_object_get(root, name));
}

static bool read_verdict(const json_t *root, enum verdict *verdict)
{
	const char *name = json_string_value(json_object_get(root, "verdict"));

	for (unsigned v = VERDICT_FAIL; name != NULL && v <= VERDICT_ERROR; v++)
		if (strcmp(name, verdict_name(v)) == 0) {
			*verdict = (enum verdict)v;
			return true;
		}
	return false;
}

static void read_parts(const json_t *parts, struct graded *graded)
{
	size_t count = json_array_size(parts);

	graded->parts = calloc(count + 1, sizeof *graded->parts);
	if (graded->parts == NULL)
		die("out of memory");
	graded->nparts = count;
	for (size_t i = 0; i < count; i++) {
		const json_t *part = json_array_get(parts, i);

		graded->parts[i].name = copy_of(part, "name");
		graded->parts[i].what = copy_of(part, "what");
		graded->parts[i].native_only = json_is_true(json_object_get(part, "native_only"));
		graded->parts[i].left_out = json_is_true(json_object_get(part, "left_out"));
		graded->parts[i].maximum = number_of(part, "maximum");
		if (graded->parts[i].name == NULL)
			graded->parts[i].name = format_string("scenario %zu", i + 1);
	}
}

static void read_sources(const json_t *sources, struct graded *graded)
{
	json_t *source;
	size_t i;

	json_array_foreach(sources, i, source)
	{
		const char *file = json_string_value(json_object_get(source, "file"));
		const char *text = json_string_value(json_object_get(source, "text"));

		if (file != NULL && text != NULL)
			graded_keep_source(graded, file, text);
	}
}

/* The grade that was given holds, even if the rule has changed since. */
static void keep_points(const json_t *root, struct graded *graded)
{
	const json_t *parts = json_object_get(root, "scenarios");

	graded_score(graded);
	for (size_t i = 0; i < graded->nparts; i++)
		graded->parts[i].points = number_of(json_array_get(parts, i), "points");
	if (graded->nparts > 0) {
		graded->points = number_of(root, "points");
		graded->maximum = number_of(root, "maximum");
	}
	graded->by_chance = json_is_true(json_object_get(root, "by_chance"));
}

static bool read_reference(const json_t *root, struct graded *graded)
{
	json_t *around, *reference = json_object_get(root, "reference");
	bool fine;

	if (reference == NULL)
		return true;
	around = jot_object();
	jot_put(around, "checkers", json_incref(reference));
	fine = report_json_read_value(around, &graded->reference.results, &graded->reference.count);
	json_decref(around);
	return fine;
}

static bool read_results(const json_t *root, struct graded *graded)
{
	struct checking *checking = &graded->checking;

	checking->seconds = number_of(root, "seconds");
	return read_verdict(root, &checking->verdict) && read_reference(root, graded) &&
	       report_json_read_value(root, &checking->results, &checking->count);
}

static void read_head(const json_t *root, struct graded *graded)
{
	graded->student = copy_of(root, "student");
	graded->lab = copy_of(root, "subject");
	graded->title = copy_of(root, "title");
	graded->source = copy_of(root, "file");
	graded->folder = copy_of(root, "folder");
	graded->confinement = copy_of(root, "confinement");
	graded->review = copy_of(root, "review");
	graded->words = copy_of(root, "error");
	graded->seed = (uint64_t)json_integer_value(json_object_get(root, "seed"));
	graded->state = json_is_true(json_object_get(root, "refused")) ? GRADED_REFUSED
			: graded->words != NULL			       ? GRADED_ERROR
								       : GRADED_CHECKED;
}

bool graded_read_value(const json_t *root, struct graded *graded, char **error)
{
	*graded = (struct graded){0};
	if (json_integer_value(json_object_get(root, "racelab")) != 1) {
		*error = format_string("it is no report of racelab's, version 1 (racelab check "
				       "--format json writes them)");
		return false;
	}
	read_head(root, graded);
	if (graded->lab == NULL || !read_results(root, graded)) {
		graded_release(graded);
		*error = format_string(
			"the report lacks its subject, its verdict or its checkers, or "
			"names what this racelab does not know; check again");
		return false;
	}
	read_parts(json_object_get(root, "scenarios"), graded);
	read_sources(json_object_get(root, "sources"), graded);
	keep_points(root, graded);
	return true;
}

bool graded_read(const char *json, struct graded *graded, char **error)
{
	json_error_t wrong;
	json_t *root = json_loads(json, 0, &wrong);
	bool fine;

	if (root == NULL) {
		*graded = (struct graded){0};
		*error = format_string("it is no JSON: %s in line %d", wrong.text, wrong.line);
		return false;
	}
	fine = graded_read_value(root, graded, error);
	json_decref(root);
	return fine;
}
