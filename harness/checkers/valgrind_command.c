/* SPDX-License-Identifier: MIT */
#include "valgrind.h"

#include "../die.h"
#include "../text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* For every tool, beside its own. */
static const char *const common_options[] = {
	/* Neither VALGRIND_OPTS nor a .valgrindrc of the student's may change a verdict. */
	"--command-line-only=yes",
	/* No pipes for gdb: a killed valgrind leaves them behind in /tmp. */
	"--vgdb=no",
	"--xml=yes",
	"--error-limit=no",
	"--num-callers=24",
	/* Threads get the processor in turn: one that spins must not starve the rest. */
	"--fair-sched=try",
	NULL,
};

/* Full path of a program in PATH, owned by the caller; NULL: none. */
static char *find_program(const char *name)
{
	const char *folders = getenv("PATH");

	if (folders == NULL)
		folders = "/usr/bin:/bin";
	while (*folders != '\0') {
		size_t length = strcspn(folders, ":");
		char *path = format_string("%.*s/%s", (int)length, folders, name);

		if (length > 0 && access(path, X_OK) == 0)
			return path;
		free(path);
		folders += length + (folders[length] == ':');
	}
	return NULL;
}

bool valgrind_usable(char **why)
{
	char *path = find_program("valgrind");

	if (path == NULL)
		*why = format_string(
			"valgrind is not installed: apt-get install valgrind libc6-dbg");
	free(path);
	return path != NULL;
}

/* The option that puts a report for each process (%p: it may fork) into the folder. */
static char *target_option(const char *folder)
{
	char *option = NULL;
	size_t size;
	FILE *stream = open_memstream(&option, &size);

	if (stream == NULL)
		die("no memory for a command line");
	fputs("--xml-file=", stream);
	for (; *folder != '\0'; folder++)
		fputs(*folder == '%' ? "%%" : (char[2]){*folder, '\0'}, stream);
	fputs("/%p.xml", stream);
	fclose(stream);
	return option;
}

void vg_command_add(struct vg_command *command, const char *const *words)
{
	size_t used = 0;

	while (command->words[used] != NULL)
		used++;
	while (*words != NULL) {
		if (used == VG_WORDS - 1)
			bug("valgrind is given more than %d words", VG_WORDS);
		command->words[used++] = *words++;
	}
}

void vg_command_for_lab(struct vg_command *command, const struct vg_tool *tool)
{
	/* Labs are compiled without inlining: to look for it takes a fifth of valgrind's start. */
	vg_command_add(command, (const char *const[]){"--read-inline-info=no", NULL});
	if (tool->options_of_labs != NULL)
		vg_command_add(command, tool->options_of_labs);
}

bool vg_command_init(struct vg_command *command, const struct vg_tool *tool, const char *folder)
{
	memset(command, 0, sizeof *command);
	command->valgrind = find_program("valgrind");
	if (command->valgrind == NULL)
		return false;
	command->tool = format_string("--tool=%s", tool->name);
	command->target = target_option(folder);
	vg_command_add(command, (const char *const[]){command->valgrind, command->tool, NULL});
	vg_command_add(command, common_options);
	vg_command_add(command, tool->options);
	vg_command_add(command, (const char *const[]){command->target, NULL});
	return true;
}

void vg_command_release(struct vg_command *command)
{
	free(command->valgrind);
	free(command->tool);
	free(command->target);
	memset(command, 0, sizeof *command);
}
