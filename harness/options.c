/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "nearest.h"
#include "option_rows.h"
#include "text.h"

static bool refuse(char **error, char *words)
{
	*error = words;
	return false;
}

/* Values of the long options in getopt's table: out of the way of letters. */
#define LONG_VALUE 256

static void fill_long(struct option *table)
{
	for (unsigned id = 0; id < OPTION_IDS; id++) {
		struct option option = {.name = option_rows[id].name,
					.has_arg = option_rows[id].value != NULL ? required_argument
										 : no_argument,
					.val = LONG_VALUE + (int)id};

		*table++ = option;
		if (option_rows[id].alias != NULL) {
			option.name = option_rows[id].alias;
			*table++ = option;
		}
	}
	memset(table, 0, sizeof *table);
}

/* "--chekers=x" is not an option; which one was meant? */
static bool unknown(const struct command *command, const char *word, char **error)
{
	const char *names[OPTION_IDS + 1];
	unsigned used = 0;
	char bare[64];
	const char *near;

	snprintf(bare, sizeof bare, "%.*s", (int)strcspn(word, "="), word);
	for (unsigned id = 0; id < OPTION_IDS; id++)
		if (command->options & OPTION(id))
			names[used++] = option_rows[id].name;
	names[used] = NULL;
	near = nearest(bare + strspn(bare, "-"), names);
	if (near != NULL)
		return refuse(error, format_string("%s: no option %s; did you mean --%s?",
						   command->name, bare, near));
	return refuse(
		error,
		format_string("%s: no option %s; `racelab help %s` lists them, and flags for the "
			      "compiler go after --",
			      command->name, bare, command->name));
}

static bool take(const struct command *command, struct options *options, int value, char **error)
{
	unsigned id = value == 'o' ? OPTION_OUTPUT : (unsigned)value - LONG_VALUE;

	if (!(command->options & OPTION(id)))
		return refuse(
			error,
			format_string("`racelab %s` has no option --%s; see `racelab help %s`",
				      options->command, option_rows[id].name, options->command));
	options->given |= OPTION(id);
	return option_rows[id].set(options, optarg != NULL ? optarg : "", error);
}

/* What follows the first "--" belongs to the compiler; argv[argc] stays NULL for getopt. */
static int split_flags(int argc, char **argv, struct options *options)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			argv[i] = NULL;
			options->cflags = i + 1 < argc ? argv + i + 1 : NULL;
			return i;
		}
	}
	return argc;
}

static bool check_operands(const struct command *command, const struct options *options,
			   char **error)
{
	if (options->cflags != NULL && !(command->options & OPTION(OPTION_CC)))
		return refuse(error,
			      format_string("`racelab %s` compiles nothing: no flags after --",
					    options->command));
	if (options->noperands < command->least)
		return refuse(error,
			      format_string("usage: racelab %s %s\n(`racelab list` shows the labs)",
					    options->command, command->arguments));
	if (options->noperands > command->most)
		return refuse(error,
			      format_string("'%s' is one argument too many; usage: racelab %s %s",
					    options->operands[command->most], options->command,
					    command->arguments));
	return true;
}

bool options_parse(const struct command *command, int argc, char **argv, struct options *options,
		   char **error)
{
	struct option table[2 * OPTION_IDS + 1];
	int value;

	*options =
		(struct options){.command = argv[0],
				 .settings = {.scenario = -1, .noise = -1, .seed = 1}};
	fill_long(table);
	argc = split_flags(argc, argv, options);
	opterr = 0;
	optind = 0; /* getopt begins anew: tests parse more than once */
	while ((value = getopt_long(argc, argv, ":o:", table, NULL)) != -1) {
		if (value == ':')
			return refuse(error,
				      format_string("%s needs a value; see `racelab help %s`",
						    argv[optind - 1], options->command));
		if (value == '?')
			return unknown(command, argv[optind - 1], error);
		if (!take(command, options, value, error))
			return false;
	}
	options->operands = argv + optind;
	options->noperands = (unsigned)(argc - optind);
	return check_operands(command, options, error);
}

bool options_scenario(const struct options *options, const struct lab *lab, int *scenario,
		      char **error)
{
	char all[512] = "", *end;
	unsigned long wanted;
	int count = 0;

	*scenario = -1;
	if (options->scenario == NULL)
		return true;
	wanted = strtoul(options->scenario, &end, 10);
	for (; lab->scenarios[count].name != NULL; count++) {
		if (strcmp(lab->scenarios[count].name, options->scenario) == 0 ||
		    (*end == '\0' && wanted == (unsigned long)count + 1)) {
			*scenario = count;
			return true;
		}
		snprintf(all + strlen(all), sizeof all - strlen(all), "%s%d '%s'",
			 count > 0 ? ", " : "", count + 1, lab->scenarios[count].name);
	}
	return refuse(error, format_string("--scenario: %s has no '%s'; it has %s", lab->title,
					   options->scenario, all));
}

const char *options_noise_name(uint32_t noise, char text[static 32])
{
	if (noise == NOISE_NONE)
		return "none";
	snprintf(text, 32, "%s%s%s", noise & NOISE_SYNC ? "+sync" : "",
		 noise & NOISE_ACCESS ? "+access" : "", noise & NOISE_TARGET ? "+target" : "");
	return text[0] == '+' ? text + 1 : "?";
}

bool options_colored(const struct options *options, bool terminal)
{
	const char *name = getenv("TERM");

	if (options->color != COLOR_AUTO)
		return options->color == COLOR_ALWAYS;
	return terminal && options->output == NULL && getenv("NO_COLOR") == NULL && name != NULL &&
	       strcmp(name, "dumb") != 0;
}

void options_help(unsigned mask)
{
	if (mask != 0)
		printf("\noptions:\n");
	for (unsigned id = 0; id < OPTION_IDS; id++) {
		char head[64];

		if (!(mask & OPTION(id)))
			continue;
		if (option_rows[id].letter != 0)
			snprintf(head, sizeof head, "-%c %s", option_rows[id].letter,
				 option_rows[id].value);
		else
			snprintf(head, sizeof head, "--%s %s", option_rows[id].name,
				 option_rows[id].value != NULL ? option_rows[id].value : "");
		printf("  %-26s %s\n", head, option_rows[id].help);
	}
}
