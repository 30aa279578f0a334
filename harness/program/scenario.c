/* SPDX-License-Identifier: MIT */
/*
 * What runs against a whole program: its main(), which was given another name (see program.h).
 *
 * Compiled without debug information: no line of it is the program's, so none is ever shown.
 */
#include <stdlib.h>

int racelab_program_main(int argc, char **argv, char **environment);

/* In the file that the judge writes. */
extern int racelab_program_argc;
extern char *racelab_program_argv[];
extern char **environ;

static void run(unsigned self)
{
	(void)self;
	exit(racelab_program_main(racelab_program_argc, racelab_program_argv, environ));
}

#include "description.h"

const struct lab racelab_lab = PROGRAM_LAB;
