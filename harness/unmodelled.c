/* SPDX-License-Identifier: MIT */
#include "unmodelled.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "modelled.h"
#include "symbols.h"
#include "text.h"

/* ---- what is known ---- */

static bool is_ours(const char *name)
{
	static const char *const prefixes[] = {"__tsan_", "racelab_", "__wrap_", NULL};

	for (const char *const *prefix = prefixes; *prefix != NULL; prefix++)
		if (strncmp(name, *prefix, strlen(*prefix)) == 0)
			return true;
	return false;
}

static bool is_defined(char ***defined, const char *name)
{
	for (; *defined != NULL; defined++)
		for (char **one = *defined; *one != NULL; one++)
			if (strcmp(*one, name) == 0)
				return true;
	return false;
}

/* ---- the stubs ---- */

struct stubs {
	struct modelled modelled;
	char ***defined;		 /* by each object */
	FILE *file;
	char **wraps;
	unsigned used;
};

static bool is_stubbed(const struct stubs *stubs, const char *option)
{
	for (unsigned i = 0; i < stubs->used; i++)
		if (strcmp(stubs->wraps[i], option) == 0)
			return true;
	return false;
}

static void add_stub(struct stubs *stubs, const char *name)
{
	char *option = format_string("-Wl,--wrap=%s", name);

	if (is_stubbed(stubs, option)) {
		free(option);
		return;
	}
	stubs->wraps = realloc(stubs->wraps, (stubs->used + 2) * sizeof *stubs->wraps);
	if (stubs->wraps == NULL)
		die("out of memory");
	stubs->wraps[stubs->used++] = option;
	stubs->wraps[stubs->used] = NULL;
	fprintf(stubs->file,
		"void __wrap_%s(void)\n{\n"
		"\tracelab_unsupported(\"%s\", __builtin_return_address(0));\n}\n",
		name, name);
}

static void add_object(struct stubs *stubs, const char *object)
{
	char **called = symbols_names(object, false);

	for (char **name = called; *name != NULL; name++)
		if (!is_ours(*name) && !is_defined(stubs->defined, *name) &&
		    !modelled_has(&stubs->modelled, *name))
			add_stub(stubs, *name);
	symbols_free_names(called);
}

static bool write_stubs(struct stubs *stubs, const char *const *objects, const char *path,
			char **error)
{
	stubs->file = fopen(path, "w");
	if (stubs->file == NULL) {
		*error = format_string("%s cannot be written: %s", path, strerror(errno));
		return false;
	}
	fprintf(stubs->file, "void racelab_unsupported(const char *, void *);\n");
	for (; *objects != NULL; objects++)
		add_object(stubs, *objects);
	if (fclose(stubs->file) != 0) {
		*error = format_string("%s cannot be written: %s", path, strerror(errno));
		return false;
	}
	return true;
}

static char ***defined_by(const char *const *objects)
{
	size_t count = 0;
	char ***defined;

	while (objects[count] != NULL)
		count++;
	defined = calloc(count + 1, sizeof *defined);
	if (defined == NULL)
		die("out of memory");
	for (size_t i = 0; i < count; i++)
		defined[i] = symbols_names(objects[i], true);
	return defined;
}

bool unmodelled_stubs(const char *const *objects, const char *path, bool *any, char ***wraps,
		      char **error)
{
	struct stubs stubs = {0};
	bool written;

	if (!modelled_open(&stubs.modelled, error))
		return false;
	stubs.defined = defined_by(objects);
	written = write_stubs(&stubs, objects, path, error);
	for (char ***one = stubs.defined; *one != NULL; one++)
		symbols_free_names(*one);
	free(stubs.defined);
	modelled_close(&stubs.modelled);
	*any = stubs.used > 0;
	*wraps = stubs.wraps;
	return written;
}

void unmodelled_free(char **wraps)
{
	for (char **wrap = wraps; wrap != NULL && *wrap != NULL; wrap++)
		free(*wrap);
	free(wraps);
}
