/* SPDX-License-Identifier: MIT */
#include "modelled.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "kit.h"
#include "text.h"

static char *read_list(const char *name, char **error)
{
	char *path = format_string("%s/%s", kit_rt_dir(), name);
	char *text = files_read(path, &(size_t){0});

	if (text == NULL)
		*error = format_string("%s cannot be read: %s; build the kit with `make`", path,
				       strerror(errno));
	free(path);
	return text;
}

static bool is_word_end(char c)
{
	return c == '\0' || c == ' ' || c == '\n' || c == '\t';
}

/* Does the word stand in the text, after the prefix and before white space? */
static bool lists(const char *text, const char *prefix, const char *word)
{
	char *wanted = format_string("%s%s", prefix, word);
	size_t length = strlen(wanted);
	bool found = false;

	for (const char *at = text; !found && (at = strstr(at, wanted)) != NULL; at += length)
		found = (at == text || is_word_end(at[-1])) && is_word_end(at[length]);
	free(wanted);
	return found;
}

bool modelled_open(struct modelled *modelled, char **error)
{
	*modelled = (struct modelled){.modelled = read_list("explore.wraps", error)};
	if (modelled->modelled == NULL)
		return false;
	modelled->harmless = read_list("explore.harmless", error);
	if (modelled->harmless == NULL)
		modelled_close(modelled);
	return modelled->harmless != NULL;
}

void modelled_close(struct modelled *modelled)
{
	free(modelled->modelled);
	free(modelled->harmless);
	*modelled = (struct modelled){0};
}

bool modelled_has(const struct modelled *modelled, const char *name)
{
	return lists(modelled->modelled, "-Wl,--wrap=", name) ||
	       lists(modelled->harmless, "", name);
}
