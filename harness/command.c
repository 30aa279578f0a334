/* SPDX-License-Identifier: MIT */
#include "command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checkers/checker.h"
#include "die.h"
#include "interrupt.h"
#include "nearest.h"
#include "options.h"
#include "paper.h"
#include "progress.h"

#define MOST	    32
#define HELP_INDENT 23

/* The linker's names for the ends of the section that COMMAND() fills. */
extern const struct command *const __start_racelab_commands[] __attribute__((weak));
extern const struct command *const __stop_racelab_commands[] __attribute__((weak));

static int by_order(const void *a, const void *b)
{
	const struct command *left = *(const struct command *const *)a;
	const struct command *right = *(const struct command *const *)b;

	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	return strcmp(left->name, right->name);
}

const struct command *const *commands(unsigned *count)
{
	static const struct command *sorted[MOST];
	static size_t found;

	if (found == 0) {
		found = (size_t)(__stop_racelab_commands - __start_racelab_commands);
		if (found > MOST)
			bug("more than %d commands: raise MOST in command.c", MOST);
		if (found > 0)
			memcpy(sorted, __start_racelab_commands, found * sizeof *sorted);
		qsort(sorted, found, sizeof *sorted, by_order);
	}
	*count = (unsigned)found;
	return sorted;
}

const struct command *command_find(const char *word)
{
	unsigned count;
	const struct command *const *all = commands(&count);

	if (checker_find(word) != NULL)
		word = COMMAND_CHECKER;
	else if (strcmp(word, COMMAND_CHECKER) == 0)
		return NULL;
	for (unsigned i = 0; i < count; i++) {
		if (strcmp(all[i]->name, word) == 0)
			return all[i];
	}
	return NULL;
}

const char *command_nearest(const char *word)
{
	unsigned ncommands, ncheckers, used = 0;
	const struct command *const *all = commands(&ncommands);
	const struct checker *const *tools = checkers(&ncheckers);
	const char *words[2 * MOST + 2];

	for (unsigned i = 0; i < ncommands; i++) {
		if (strcmp(all[i]->name, COMMAND_CHECKER) != 0 && all[i]->summary != NULL)
			words[used++] = all[i]->name;
	}
	for (unsigned i = 0; i < ncheckers; i++)
		words[used++] = tools[i]->name;
	words[used++] = "help";
	words[used] = NULL;
	return nearest(word, words);
}

static void help_line(const char *name, const char *arguments, const char *summary)
{
	struct paper paper;
	char head[64], *text;

	snprintf(head, sizeof head, "%s %s", name, arguments);
	paper_init(&paper, false);
	paper_wrap(&paper, HELP_INDENT, summary);
	text = paper_take(&paper);
	printf("  %-*s %s", HELP_INDENT - 3, head, text + HELP_INDENT);
	free(text);
}

void command_help_all(void)
{
	unsigned ncommands, ncheckers;
	const struct command *const *all = commands(&ncommands);
	const struct checker *const *tools = checkers(&ncheckers);

	printf("racelab: find and repair race conditions and deadlocks in C\n\n"
	       "usage: racelab COMMAND [OPTION...] [LAB [FILE] | FILE.c...] [-- COMPILER-FLAG...]\n\n");
	for (unsigned i = 0; i < ncommands; i++) {
		if (all[i]->summary == NULL)
			continue;
		if (strcmp(all[i]->name, COMMAND_CHECKER) != 0) {
			help_line(all[i]->name, all[i]->arguments, all[i]->summary);
			continue;
		}
		printf("\none checker alone:\n");
		for (unsigned c = 0; c < ncheckers; c++)
			help_line(tools[c]->name, all[i]->arguments, tools[c]->what);
		printf("\nabout this machine and this kit:\n");
	}
	help_line("help", "[COMMAND]", "says more about one of these, and its options");
	printf("\nStart with `racelab list`, then `racelab check 01`, and read "
	       "labs/01-*/README.md.\n"
	       "A program of your own: `racelab try FILE.c`.\n"
	       "Exit status: 0 repaired or clean, 1 something was found, 2 racelab or its input is "
	       "at fault.\n");
}

void command_help(const struct command *command, const char *word)
{
	const struct checker *checker = checker_find(word);

	printf("usage: racelab %s%s %s%s\n\n%s\n", word,
	       command->options != 0 ? " [OPTION...]" : "", command->arguments,
	       command->options & OPTION(OPTION_CC) ? " [-- COMPILER-FLAG...]" : "",
	       checker != NULL		  ? checker->what
	       : command->summary != NULL ? command->summary
					  : "racelab calls this itself");
	if (command->more != NULL)
		printf("\n%s\n", command->more);
	options_help(command->options);
}

void complain(const char *format, ...)
{
	va_list args;

	interrupt_hold();
	progress_clear();
	fputs("racelab: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}
