/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <stdlib.h>
#include <string.h>

#include "checkers/checker.h"
#include "die.h"
#include "handout.h"
#include "jot.h"
#include "kit.h"

/* In shell.S.  It has one line that is only this: */
extern const char page_shell[];
#define DATA "@DATA@\n"

/*
 * JSON that can stand in a script element: without '<' neither "</script" nor "<!--" can come up,
 * and in JSON '<' stands only in strings, where \u003c is the same.  Takes data.
 */
static void add_data(struct text *text, json_t *data)
{
	struct text json = {0};

	jot_write_line(&json, data);
	text_printf(text, "<script type=\"application/json\" id=\"data\">");
	for (const char *from = json.bytes; *from != '\0';) {
		size_t plain = strcspn(from, "<");

		text_add(text, from, plain);
		from += plain;
		if (*from == '<') {
			text_printf(text, "\\u003c");
			from++;
		}
	}
	text_printf(text, "</script>\n");
	text_release(&json);
}

/* Takes data. */
static void add_page(struct text *text, json_t *data)
{
	const char *here = strstr(page_shell, DATA);

	if (here == NULL)
		bug("the page's shell has no place for the data");
	text_add(text, page_shell, (size_t)(here - page_shell));
	add_data(text, data);
	text_printf(text, "%s", here + strlen(DATA));
}

/* {"explore": "what it is", ...} */
static json_t *checkers_json(void)
{
	json_t *object = jot_object();
	unsigned count;
	const struct checker *const *all = checkers(&count);

	for (unsigned i = 0; i < count; i++)
		jot_put(object, all[i]->name, jot_text(all[i]->what));
	return object;
}

/* Most of a class's sources are the lab's own: each text is in the page once. */
struct pool {
	json_t *texts;	 /* array */
	json_t *numbers; /* of each text, by the text itself */
};

static json_t *pooled(struct pool *pool, const char *text)
{
	json_t *number = json_object_get(pool->numbers, text);

	if (number != NULL)
		return json_incref(number);
	number = jot_number((double)json_array_size(pool->texts));
	jot_append(pool->texts, jot_text(text));
	jot_put(pool->numbers, text, json_incref(number));
	return number;
}

static json_t *pooled_sources(struct pool *pool, json_t *sources)
{
	json_t *array = jot_array(), *source;
	size_t i;

	json_array_foreach(sources, i, source) {
		const char *text = json_string_value(json_object_get(source, "text"));
		json_t *copy = jot_object();

		jot_put(copy, "file", json_incref(json_object_get(source, "file")));
		jot_put(copy, "text", pooled(pool, text != NULL ? text : ""));
		jot_append(array, copy);
	}
	return array;
}

/* Of the lab that it is of, if its handout has any. */
static void put_hints(json_t *hints, const json_t *report)
{
	const char *lab = json_string_value(json_object_get(report, "subject"));
	json_t *read =
		lab != NULL && json_object_get(hints, lab) == NULL ? handout_hints(lab) : NULL;

	if (read != NULL)
		jot_put(hints, lab, read);
}

static void add_reports(struct text *text, const char *kind, json_t *reports)
{
	struct pool pool = {jot_array(), jot_object()};
	json_t *data = jot_object(), *hints = jot_object(), *array = jot_array(), *report;
	size_t i;

	json_array_foreach(reports, i, report) {
		json_t *copy = json_copy(report); /* shallow: the caller's stays as it is */
		json_t *sources = json_object_get(report, "sources");

		if (copy == NULL)
			die("out of memory while writing a page");
		jot_put(copy, "sources", pooled_sources(&pool, sources));
		put_hints(hints, report);
		jot_append(array, copy);
	}
	jot_put(data, "kind", jot_text(kind));
	jot_put(data, "version", jot_text(RACELAB_VERSION));
	jot_put(data, "checkers", checkers_json());
	jot_put(data, "hints", hints);
	jot_put(data, "texts", pool.texts);
	jot_put(data, "reports", array);
	add_page(text, data);
	json_decref(pool.numbers);
}

void page_one(struct text *text, json_t *report)
{
	json_t *reports = jot_array();

	jot_append(reports, json_incref(report));
	add_reports(text, "one", reports);
	json_decref(reports);
}

void page_class(struct text *text, json_t *reports)
{
	add_reports(text, "class", reports);
}
