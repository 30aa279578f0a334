/* SPDX-License-Identifier: MIT */
/*
 * For tests: a folder of the test's own, and files in it.
 *
 * As cmocka's fixtures: made_folder_begin before a test, made_folder_end after it.
 */
#ifndef RACELAB_MADE_FOLDER_H
#define RACELAB_MADE_FOLDER_H

#include <stdbool.h>

/* Also sets TMPDIR to a folder in it, so that what the harness leaves behind can be seen. */
int made_folder_begin(void **state);

/* Also forgets the descriptions of labs 90 to 99 and of labs/README.md's, which are the tests' own. */
int made_folder_end(void **state);

/* Full path of that name in the folder (NULL: of the folder); valid until the end of the test. */
const char *made_path(const char *name);

/* Writes a file, with the folders on the way to it; its path, valid until the end of the test. */
const char *made_file(const char *name, const char *text);

/* Nothing is left in TMPDIR. */
bool made_tmp_is_empty(void);

/*
 * A lab in the folder's labs/: its lab.h, lab.c and a scenario.c made of that text with a
 * description behind it (scenario NULL: the usual one of a counter).  Returns lab.c's path.
 */
const char *made_lab(const char *name, const char *scenario);

/* The lab's contract in full, and a right program for it. */
extern const char made_lab_c[];

#endif
