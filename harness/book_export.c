/* SPDX-License-Identifier: MIT */
#include "book_export.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"

/* One column: a string, or a number where text is NULL. */
struct field {
	const char *name;
	const char *text;
	double number;
	bool is_number;
};

#define MOST_FIELDS 20

static unsigned fields_of(const struct book_row *row, struct field fields[static MOST_FIELDS])
{
	bool graded = row->verdict != NULL;
	const struct field all[] = {
		{"student", row->student, 0, false},
		{"lab", row->lab, 0, false},
		{"points", NULL, row->points, graded},
		{"maximum", NULL, row->maximum, graded},
		{"verdict", row->verdict, 0, false},
		{"classes", row->classes, 0, false},
		{"headline", row->headline, 0, false},
		{"review", row->review, 0, false},
		{"confinement", row->confinement, 0, false},
		{"fault", row->fault, 0, false},
		{"first_seen", row->first_seen, 0, false},
		{"last_seen", row->last_seen, 0, false},
		{"graded", row->graded, 0, false},
		{"seconds", NULL, row->seconds, graded},
		{"path", row->path, 0, false},
		{"source", row->source, 0, false},
		{"lab_hash", row->lab_hash, 0, false},
		{"harness", row->harness, 0, false},
	};

	memcpy(fields, all, sizeof all);
	return sizeof all / sizeof *all;
}

/* ---- CSV ---- */

static void add_csv(struct text *text, const char *value)
{
	bool formula = value[0] != '\0' && strchr("=+-@\t\r", value[0]) != NULL;

	if (!formula && strpbrk(value, ",\"\r\n") == NULL) {
		text_add(text, value, strlen(value));
		return;
	}
	text_add(text, "\"'", formula ? 2 : 1);
	for (; *value != '\0'; value++)
		text_add(text, *value == '"' ? "\"\"" : value, *value == '"' ? 2 : 1);
	text_add(text, "\"", 1);
}

static void add_field(struct text *text, const struct field *field)
{
	if (field->is_number)
		text_printf(text, "%.10g", field->number);
	else if (field->text != NULL)
		add_csv(text, field->text);
}

void book_export_csv_head(struct text *text)
{
	struct field fields[MOST_FIELDS];
	unsigned count = fields_of(&(struct book_row){0}, fields);

	for (unsigned i = 0; i < count; i++)
		text_printf(text, "%s%s", i > 0 ? "," : "", fields[i].name);
	text_add(text, "\r\n", 2);
}

void book_export_csv_row(struct text *text, const struct book_row *row)
{
	struct field fields[MOST_FIELDS];
	unsigned count = fields_of(row, fields);

	for (unsigned i = 0; i < count; i++) {
		text_add(text, ",", i > 0);
		add_field(text, &fields[i]);
	}
	text_add(text, "\r\n", 2);
}

/* ---- JSON ---- */

static void put(json_t *object, const char *name, json_t *value)
{
	if (value == NULL || json_object_set_new(object, name, value) != 0)
		die("out of memory while writing JSON");
}

static json_t *row_json(const struct book_row *row)
{
	struct field fields[MOST_FIELDS];
	unsigned count = fields_of(row, fields);
	json_t *object = json_object(), *report;

	for (unsigned i = 0; i < count; i++) {
		if (fields[i].is_number)
			put(object, fields[i].name, json_real(fields[i].number));
		else if (fields[i].text != NULL)
			put(object, fields[i].name, json_string(fields[i].text));
		else
			put(object, fields[i].name, json_null());
	}
	report = row->report != NULL ? json_loads(row->report, 0, NULL) : NULL;
	put(object, "report", report != NULL ? report : json_null());
	return object;
}

char *book_export_json(const struct book_row *rows, size_t count)
{
	json_t *root = json_object(), *grades = json_array();
	char *bare, *text;

	put(root, "racelab_book", json_integer(1));
	for (size_t i = 0; i < count; i++)
		if (json_array_append_new(grades, row_json(&rows[i])) != 0)
			die("out of memory while writing JSON");
	put(root, "grades", grades);
	bare = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
	json_decref(root);
	if (bare == NULL)
		die("out of memory while writing JSON");
	text = format_string("%s\n", bare);
	free(bare);
	return text;
}
