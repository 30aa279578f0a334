/* SPDX-License-Identifier: MIT */
/*
 * A command of `racelab`: one cmd_*.c file, one descriptor struct at its end.
 *
 * How to add one: write its file, end it with COMMAND(name) = { ... }.  Nothing lists commands: the
 * linker gathers them, and help and the suggestions for a mistyped word come from the same table.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_COMMAND_H
#define RACELAB_COMMAND_H

struct options;

/* Exit statuses of all commands. */
enum { EXIT_CLEAN = 0, EXIT_FOUND = 1, EXIT_FAULT = 2 };

/* Operands of a command that takes any number of them. */
#define COMMAND_MOST 1000

struct command {
	const char *name;
	int order;	       /* in help: lowest first */
	const char *arguments; /* "LAB [FILE]"; "" for none */
	const char *summary;   /* one line for the list of commands; NULL: not for persons */
	const char *more;      /* paragraphs for `help NAME`; may be NULL */
	unsigned options;      /* mask of OPTION(...) bits that it takes, see options.h */
	unsigned least, most;  /* operands */
	/* options->command is the word that was typed.  Returns the exit status; says its own
	 * errors. */
	int (*run)(const struct options *options);
};

#define COMMAND(id)                                                                                \
	static const struct command id;                                                            \
	static const struct command *const id##_registered                                         \
		__attribute__((used, section("racelab_commands"))) = &id;                          \
	static const struct command id

/* The descriptor under which every checker is a command of its own name; help shows those names. */
#define COMMAND_CHECKER "CHECKER"

/* All commands in their order; *count of them.  The array is static. */
const struct command *const *commands(unsigned *count);

/* The command for that word: a command's name, or any checker's.  NULL: none. */
const struct command *command_find(const char *word);

/* The word that was probably meant; NULL: no idea. */
const char *command_nearest(const char *word);

/* Words for `racelab help` and `racelab help COMMAND`, on stdout. */
void command_help_all(void);
void command_help(const struct command *command, const char *word);

/* "racelab: " and the words, on stderr, after wiping the progress line. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
