/* SPDX-License-Identifier: MIT */
/*
 * racelab: the judge's command line.  Finds the command, reads its options, finds the kit's files.
 *
 * What a command does stands in its cmd_*.c; this file knows none of them by name.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "descriptors.h"
#include "format.h"
#include "interrupt.h"
#include "kit.h"
#include "options.h"
#include "progress.h"

static int unknown_command(const char *word)
{
	const char *near = command_nearest(word);

	if (near != NULL)
		complain("there is no command '%s'; did you mean `racelab %s`?", word, near);
	else
		complain("there is no command '%s'; `racelab help` lists them", word);
	return EXIT_FAULT;
}

static int help(const char *word)
{
	const struct command *command;

	if (word == NULL || strcmp(word, "help") == 0) {
		command_help_all();
		return EXIT_CLEAN;
	}
	if (strcmp(word, "formats") == 0) {
		format_help();
		return EXIT_CLEAN;
	}
	command = command_find(word);
	if (command == NULL)
		return unknown_command(word);
	command_help(command, word);
	return EXIT_CLEAN;
}

static bool is_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* `racelab check --help`: wherever the word stands before the compiler's flags. */
static bool asks_for_help(char **argv)
{
	for (; *argv != NULL && strcmp(*argv, "--") != 0; argv++)
		if (is_help(*argv))
			return true;
	return false;
}

static int run(const struct command *command, int argc, char **argv)
{
	struct options options;
	char *error = NULL;

	if (!options_parse(command, argc, argv, &options, &error) ||
	    !kit_init(options.labs_dir, &error)) {
		complain("%s", error);
		free(error);
		return EXIT_FAULT;
	}
	progress_init(isatty(STDERR_FILENO) && getenv("TERM") != NULL &&
		      strcmp(getenv("TERM"), "dumb") != 0);
	return command->run(&options);
}

static int dispatch(int argc, char **argv)
{
	const struct command *command;

	if (argc < 2 || is_help(argv[1]) || strcmp(argv[1], "help") == 0)
		return help(argc > 2 ? argv[2] : NULL);
	if (strcmp(argv[1], "--version") == 0) {
		printf("racelab %s\n", RACELAB_VERSION);
		return EXIT_CLEAN;
	}
	command = command_find(argv[1]);
	if (command == NULL)
		return unknown_command(argv[1]);
	if (asks_for_help(argv + 2))
		return help(argv[1]);
	interrupt_init();
	return run(command, argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
	int status;

	descriptors_keep();
	status = dispatch(argc, argv);
	interrupt_hold();
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror("racelab: stdout");
		return EXIT_FAULT;
	}
	return status;
}
