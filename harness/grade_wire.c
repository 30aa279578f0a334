/* SPDX-License-Identifier: MIT */
/* A grade on its way from the process that found it to the one that keeps the book: JSON. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "grade.h"
#include "shown.h"
#include "text.h"

/* The text with a newline; takes root. */
static char *dump(json_t *root)
{
	char *bare = root != NULL ? json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(17)) : NULL;
	char *text;

	if (bare == NULL)
		die("out of memory while writing a grade");
	text = format_string("%s\n", bare);
	free(bare);
	json_decref(root);
	return text;
}

char *grade_write(const struct book_grade *grade)
{
	return dump(json_pack("{s:s,s:f,s:f,s:s,s:s,s:s,s:s,s:s?,s:f}", "verdict", grade->verdict,
			      "points", grade->points, "maximum", grade->maximum, "classes",
			      grade->classes, "headline", grade->headline, "confinement",
			      grade->confinement, "review", grade->review, "report", grade->report,
			      "seconds", grade->seconds));
}

char *grade_write_fault(const char *words)
{
	json_t *root = json_pack("{s:s}", "fault", words);
	char *shown;

	if (root == NULL) { /* no UTF-8 */
		shown = shown_name(words);
		root = json_pack("{s:s}", "fault", shown);
		free(shown);
	}
	return dump(root);
}

static char *copy(const char *text)
{
	return text != NULL ? format_string("%s", text) : NULL;
}

/* Takes nothing over from root. */
static bool unpack(json_t *root, struct book_grade *grade)
{
	const char *verdict, *classes, *headline, *confinement, *review, *report = NULL;
	double points, maximum, seconds;

	if (json_unpack(root, "{s:s,s:F,s:F,s:s,s:s,s:s,s:s,s?s,s:F}", "verdict", &verdict,
			"points", &points, "maximum", &maximum, "classes", &classes, "headline",
			&headline, "confinement", &confinement, "review", &review, "report",
			&report, "seconds", &seconds) != 0)
		return false;
	*grade = (struct book_grade){copy(verdict), points,	    maximum,
				     copy(classes), copy(headline), copy(confinement),
				     copy(review),  copy(report),   seconds};
	return true;
}

bool grade_read(const char *text, struct book_grade *grade, char **error)
{
	json_t *root = json_loads(text, 0, NULL);
	const char *fault = json_string_value(json_object_get(root, "fault"));
	bool read = fault == NULL && unpack(root, grade);

	if (!read)
		*error =
			fault != NULL
				? copy(fault)
				: format_string("the process that graded it ended without a grade");
	json_decref(root);
	return read;
}
