/* SPDX-License-Identifier: MIT */
/*
 * A whole program as what is checked: .c files of which one has a main(), unmodified, what they are
 * called with, and what they read.  It has no lab and no reference.
 *
 * Its main() becomes racelab_program_main() once it is compiled, and is called by
 * program/scenario.c, as a lab's functions are by theirs.  This is not the building: subject.h.
 *
 * Threads: any.
 */
#ifndef RACELAB_PROGRAM_H
#define RACELAB_PROGRAM_H

#include <stdbool.h>

#include "scenario.h"

/* Nothing here is owned. */
struct program {
	char *const *files;    /* as given; NULL-ended, at least one */
	const char *arguments; /* as a shell would split them: "-n 4 'a b'"; NULL: none */
	const char *input;     /* file that it reads on stdin; NULL: nothing */
};

/* Is that the name of a C file, and so of a program?  No lab is named so. */
bool program_is_named(const char *word);

/* Can it be built, as far as can be seen before?  False: *error (owned by the caller). */
bool program_check(const struct program *program, char **error);

/* The description of any program; static. */
const struct lab *program_lab(void);

/* Folder of what is linked to a program; owned by the caller. */
char *program_folder(void);

/*
 * Writes the C file that is linked to the program in place of a lab's scenario.c.  False: *error
 * (owned by the caller): the file cannot be written, or a quote in the arguments has no end.
 */
bool program_write_scenario(const struct program *program, const char *path, char **error);

/* Gives main(), if it is in that object, the name under which it is called; confined: confine.h. */
bool program_rename_main(const char *object, bool confined, char **error);

/*
 * Of the objects (NULL-ended) of these files: is there one main(), and is everything there that they
 * call?  False: *error (owned by the caller) says what is missing or there twice.  libraries: more
 * than libc and libm are linked, so what is missing may be there.
 */
bool program_is_whole(const struct program *program, char *const *objects, bool libraries,
		      char **error);

#endif
