/* SPDX-License-Identifier: MIT */
#include "handout.h"

#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "jot.h"
#include "kit.h"
#include "text.h"

#define OPENS  "<details><summary>"
#define TITLED "</summary>"
#define CLOSES "</details>"

/* Without the blanks around it. */
static json_t *trimmed(const char *from, const char *to)
{
	json_t *value;
	char *copy;

	from += strspn(from, " \t\n");
	while (to > from && strchr(" \t\n", to[-1]) != NULL)
		to--;
	copy = format_string("%.*s", to > from ? (int)(to - from) : 0, from);
	value = jot_text(copy);
	free(copy);
	return value;
}

json_t *handout_hints_in(const char *text)
{
	json_t *hints = jot_array(), *hint;
	const char *opens = text, *titled, *closes;

	while ((opens = strstr(opens, OPENS)) != NULL && (titled = strstr(opens, TITLED)) != NULL &&
	       (closes = strstr(titled, CLOSES)) != NULL) {
		hint = jot_object();
		jot_put(hint, "title", trimmed(opens + strlen(OPENS), titled));
		jot_put(hint, "text", trimmed(titled + strlen(TITLED), closes));
		jot_append(hints, hint);
		opens = closes;
	}
	if (json_array_size(hints) > 0)
		return hints;
	json_decref(hints);
	return NULL;
}

json_t *handout_hints(const char *lab)
{
	char *path, *text;
	json_t *hints;
	size_t size;

	/* A name that a report brings is no path. */
	if (*lab == '.' || strchr(lab, '/') != NULL)
		return NULL;
	path = format_string("%s/%s/README.md", kit_labs_dir(), lab);
	text = files_read(path, &size);
	hints = text != NULL ? handout_hints_in(text) : NULL;
	free(path);
	free(text);
	return hints;
}
