/* SPDX-License-Identifier: MIT */
#include "tokens.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "files.h"
#include "text.h"

#define KEPT 64 /* lines */

static char *path_of_list(void)
{
	return files_user_path("XDG_STATE_HOME", ".local/state", "tokens");
}

static char *read_all(const char *path)
{
	size_t size;
	char *text = path == NULL ? NULL : files_read(path, &size);

	return text != NULL ? text : format_string("%s", "");
}

static size_t count_lines(const char *text)
{
	size_t lines = 0;

	for (; *text != '\0'; text++)
		lines += *text == '\n';
	return lines;
}

static bool add_path(struct text *line, const char *path)
{
	char full[PATH_MAX];

	if (realpath(path, full) == NULL)
		return false;
	text_printf(line, "\t%s", full);
	return true;
}

/*
 * Token, compiler, lab and file, with tabs between; of a whole program token, compiler, nothing,
 * arguments, input, files.
 */
static bool add_line(struct text *line, const char *token, const struct subject *subject)
{
	const struct program *program = &subject->program;
	const char *arguments = program->arguments != NULL ? program->arguments : "";
	bool added;

	text_printf(line, "%s\t%d\t%s", token, (int)subject->compiler,
		    subject->lab->program ? "" : subject->name);
	if (!subject->lab->program)
		return add_path(line, subject->source);
	text_printf(line, "\t%s", arguments);
	added = strchr(arguments, '\t') == NULL;
	added = added && add_path(line, program->input != NULL ? program->input : "/dev/null");
	for (char *const *file = program->files; added && *file != NULL; file++)
		added = add_path(line, *file);
	return added;
}

void tokens_remember(const char *token, const struct subject *subject)
{
	char *path = path_of_list(), *old = read_all(path);
	const char *kept = old;
	struct text line = {0};

	for (size_t lines = count_lines(old); lines >= KEPT; lines--)
		kept = strchr(kept, '\n') + 1;
	if (path != NULL && strstr(old, token) == NULL && add_line(&line, token, subject) &&
	    strchr(line.bytes, '\n') == NULL) {
		char *new = format_string("%s%s\n", kept, line.bytes);

		(void)files_write(path, new, strlen(new));
		free(new);
	}
	text_release(&line);
	free(old);
	free(path);
}

/* The last field of a line is all that is left of it. */
static bool take_program(struct recalled *recalled, char *fields)
{
	size_t most = 2, count = 0;
	char *file;

	recalled->program.arguments = strsep(&fields, "\t");
	recalled->program.input = strsep(&fields, "\t");
	for (const char *c = fields; c != NULL && *c != '\0'; c++)
		most += *c == '\t';
	recalled->files = calloc(most, sizeof *recalled->files);
	if (recalled->files == NULL)
		die("out of memory");
	while ((file = strsep(&fields, "\t")) != NULL)
		recalled->files[count++] = file;
	recalled->program.files = recalled->files;
	if (recalled->program.input != NULL && strcmp(recalled->program.input, "/dev/null") == 0)
		recalled->program.input = NULL;
	return count > 0;
}

/* fields: what stands behind the token. */
static bool take_line(struct recalled *recalled, const char *fields)
{
	char *rest, *number, *lab;

	*recalled = (struct recalled){.line = format_string("%s", fields)};
	rest = recalled->line;
	number = strsep(&rest, "\t");
	lab = strsep(&rest, "\t");
	recalled->compiler = atoi(number) == COMPILER_CLANG ? COMPILER_CLANG : COMPILER_GCC;
	if (rest != NULL && *lab == '\0' && take_program(recalled, rest))
		return true;
	if (rest != NULL && *lab != '\0') {
		recalled->lab = lab;
		recalled->source = rest;
		return true;
	}
	recalled_release(recalled);
	return false;
}

void recalled_release(struct recalled *recalled)
{
	free(recalled->line);
	free(recalled->files);
	*recalled = (struct recalled){0};
}

bool tokens_recall(const char *token, struct recalled *recalled)
{
	char *path = path_of_list(), *text = read_all(path), *line, *rest = text;
	size_t length = strlen(token);
	bool found = false;

	*recalled = (struct recalled){0};
	while (!found && (line = strsep(&rest, "\n")) != NULL)
		if (strncmp(line, token, length) == 0 && line[length] == '\t')
			found = take_line(recalled, line + length + 1);
	free(text);
	free(path);
	return found;
}
