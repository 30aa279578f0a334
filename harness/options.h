/* SPDX-License-Identifier: MIT */
/*
 * The command line after the command's name: options, operands, compiler flags after `--`.
 *
 * One table in options.c holds every option with its words for help; a command says which of them
 * it takes.  What the options mean is not here but with the checkers (struct settings).
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_OPTIONS_H
#define RACELAB_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "checkers/checker.h"
#include "subject.h"

struct command;
struct format;

enum option_id {
	OPTION_FORMAT,
	OPTION_OUTPUT,
	OPTION_CHECKERS,
	OPTION_ARGS,
	OPTION_INPUT,
	OPTION_SCENARIO,
	OPTION_RUNS,
	OPTION_SEED,
	OPTION_NOISE,
	OPTION_SEARCH,
	OPTION_SPURIOUS,
	OPTION_UNTIL_FAILURE,
	OPTION_SHOW_OUTPUT,
	OPTION_CONFINED,
	OPTION_CC,
	OPTION_LABS,
	OPTION_COLOR,
	OPTION_MARKDOWN,
	OPTION_WRITE,
	OPTION_COMPARE,
	OPTION_LAB,
	OPTION_JOBS,
	OPTION_BOOK,
	OPTION_PATTERN,
	OPTION_IDS
};

#define OPTION(id) (1u << (id))
/* What goes with whole programs. */
#define OPTIONS_PROGRAM (OPTION(OPTION_ARGS) | OPTION(OPTION_INPUT))
/* What every command that runs checkers takes. */
#define OPTIONS_RUN                                                                                \
	(OPTION(OPTION_FORMAT) | OPTION(OPTION_OUTPUT) | OPTION(OPTION_SCENARIO) |                 \
	 OPTION(OPTION_RUNS) | OPTION(OPTION_SEED) | OPTION(OPTION_NOISE) |                        \
	 OPTION(OPTION_SEARCH) | OPTION(OPTION_SPURIOUS) |                                          \
	 OPTION(OPTION_UNTIL_FAILURE) | OPTION(OPTION_SHOW_OUTPUT) | OPTION(OPTION_CC) |           \
	 OPTION(OPTION_CONFINED) |                                                                 \
	 OPTION(OPTION_LABS) | OPTION(OPTION_COLOR))

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct options {
	const char *command; /* the word typed */
	char **operands;     /* NULL-ended */
	unsigned noperands;
	char **cflags;	/* after `--`, NULL-ended; NULL: none */
	uint32_t given; /* mask of OPTION(...) bits that were typed */

	const struct format *format; /* NULL: text */
	enum color color;
	const char *output;   /* -o FILE; NULL: stdout */
	const char *labs_dir; /* NULL: not given */
	const char *scenario; /* a name or a number from 1; NULL: all */
	const char *args;     /* of a whole program, in one string; NULL: none */
	const char *input;    /* file that a whole program reads; NULL: nothing */
	const char *table;    /* file of --write or --compare */
	const char *lab;      /* of --lab, as typed; NULL: any */
	const char *book;     /* the grade book; NULL: the usual one */
	const char *pattern;  /* how submissions are named; NULL: the usual layouts */
	uint64_t jobs;	      /* submissions graded at once; 0: as many as processors */
	enum compiler compiler;
	const struct checker *checkers[32]; /* chosen, in the registry's order */
	unsigned ncheckers;		    /* 0: all */
	bool markdown;
	struct settings settings; /* scenario still -1: see options_scenario() */
};

/*
 * Reads argv[0..argc), argv[0] being the command's name.  Strings stay argv's; argv is permuted.
 * False: *error (owned by the caller) says which word is wrong and what would be right.
 */
bool options_parse(const struct command *command, int argc, char **argv, struct options *options,
		   char **error);

/* Index of the chosen scenario of that lab, or -1 if none was chosen.  False: *error names all. */
bool options_scenario(const struct options *options, const struct lab *lab, int *scenario,
		      char **error);

/* "sync+access" for a mask of enum wire_noise; static, or room of at least 32 bytes in text. */
const char *options_noise_name(uint32_t noise, char text[static 32]);

/* Shall output on this stream be coloured? */
bool options_colored(const struct options *options, bool terminal);

/* The lines for help on stdout: the options in the mask. */
void options_help(unsigned mask);

#endif
