/* SPDX-License-Identifier: MIT */
#include "format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "nearest.h"

#define MOST 32
#define TEXT "text"

/* The linker's names for the ends of the section that FORMAT() fills. */
extern const struct format *const __start_racelab_formats[] __attribute__((weak));
extern const struct format *const __stop_racelab_formats[] __attribute__((weak));

static int by_name(const void *a, const void *b)
{
	return strcmp((*(const struct format *const *)a)->name,
		      (*(const struct format *const *)b)->name);
}

const struct format *const *formats(unsigned *count)
{
	static const struct format *sorted[MOST];
	static size_t found;

	if (found == 0) {
		found = (size_t)(__stop_racelab_formats - __start_racelab_formats);
		if (found > MOST)
			bug("more than %d formats: raise MOST in formats.c", MOST);
		if (found > 0)
			memcpy(sorted, __start_racelab_formats, found * sizeof *sorted);
		qsort(sorted, found, sizeof *sorted, by_name);
	}
	*count = (unsigned)found;
	return sorted;
}

const struct format *format_find(const char *name)
{
	unsigned count;
	const struct format *const *all = formats(&count);

	for (unsigned i = 0; i < count; i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	return NULL;
}

const char *format_names(void)
{
	static char names[MOST * 20];
	unsigned count;
	const struct format *const *all = formats(&count);

	snprintf(names, sizeof names, TEXT);
	for (unsigned i = 0; i < count; i++)
		snprintf(names + strlen(names), sizeof names - strlen(names), ", %s", all[i]->name);
	return names;
}

void format_help(void)
{
	unsigned count;
	const struct format *const *all = formats(&count);

	printf("--format of `racelab check`, of one checker's command, of `try`, `convert`, "
	       "`grade` and\n`book export`:\n\n"
	       "  %-14s a person at a terminal (the default)\n",
	       TEXT);
	for (unsigned i = 0; i < count; i++)
		printf("  %-14s %s%s\n", all[i]->name, all[i]->what,
		       all[i]->many == NULL  ? " (one submission)"
		       : all[i]->one_student ? " (one student)"
					     : "");
	printf("\nFor `try`, which gives no points:");
	for (unsigned i = 0; i < count; i++)
		if (all[i]->programs)
			printf(" %s", all[i]->name);
	printf(".\nWith -o FILE the file is there whole or as it was before.\n");
}

static const char *nearest_to(const char *name)
{
	const char *names[MOST + 2] = {TEXT};
	unsigned count;
	const struct format *const *all = formats(&count);

	for (unsigned i = 0; i < count; i++)
		names[i + 1] = all[i]->name;
	return nearest(name, names);
}

bool format_choose(const char *name, const struct format **format, char **error)
{
	const char *near;

	*format = format_find(name);
	if (*format != NULL || strcmp(name, TEXT) == 0)
		return true;
	near = nearest_to(name);
	*error = near != NULL
			 ? format_string("--format: there is no '%s'; did you mean '%s'? All: %s",
					 name, near, format_names())
			 : format_string("--format: there is no '%s'; choose from: %s", name,
					 format_names());
	return false;
}

static bool same_student(const struct graded *list, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const char *one = list[0].student, *other = list[i].student;

		if (one != other && (one == NULL || other == NULL || strcmp(one, other) != 0))
			return false;
	}
	return true;
}

/* "csv, json, ...": those that hold a class; owned by the caller. */
static char *names_for_classes(void)
{
	struct text text = {0};
	unsigned count;
	const struct format *const *all = formats(&count);

	for (unsigned i = 0; i < count; i++)
		if (all[i]->many != NULL && !all[i]->one_student)
			text_printf(&text, "%s%s", text.length > 0 ? ", " : "", all[i]->name);
	return text_take(&text);
}

bool format_holds(const struct format *format, const struct graded *list, size_t count,
		  char **error)
{
	char *others;

	if (count == 1 ||
	    (format->many != NULL && (!format->one_student || same_student(list, count))))
		return true;
	others = names_for_classes();
	*error = format_string("--format %s holds %s; for a class there are: %s", format->name,
			       format->many != NULL ? "one student's work" : "one submission",
			       others);
	free(others);
	return false;
}

bool format_write(const struct format *format, const struct graded *list, size_t count,
		  struct text *text, char **error)
{
	if (!format_holds(format, list, count, error))
		return false;
	if (count == 1)
		format->one(text, list);
	else
		format->many(text, list, count);
	return true;
}
