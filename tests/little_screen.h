/* SPDX-License-Identifier: MIT */
/*
 * For tests of screening: a little submission, and what is found in it.  Files that are all wrong
 * are put together from many wrong lines, since each is compiled several times.
 *
 * Threads: the test's own.
 */
#ifndef RACELAB_TESTS_LITTLE_SCREEN_H
#define RACELAB_TESTS_LITTLE_SCREEN_H

#include "little_lab.h"
#include "subject.h"

#define HEAD "#include \"lab.h\"\n"
#define TAIL "\nvoid nothing(void)\n{\n}\n"

/* A lab whose contract is nothing(); for cmocka's group, ended by little_labs_end(). */
int little_screen_begin(void **state);

/* Full path of a file below the folder of labs; owned by the caller. */
char *screen_path(const char *file);

/* What screening says of that file; released by the caller. */
struct result screen_file(const char *file, enum compiler compiler);

/* The same of that text, with gcc. */
struct result screen_text(const char *text);

/* Prints what was found. */
void screen_show(const struct result *result);

/* A finding in that line with those words. */
void assert_refused_at(const struct result *result, unsigned line, const char *words);

/* The only thing that is found in that text. */
void assert_refuses(const char *text, unsigned line, const char *words);

/* Nothing is found; releases the result. */
void assert_clean(struct result result);
void assert_innocent(const char *text);

/* Rows of one file, from its second line on: each is found so many lines further, with these words.
 */
struct bad {
	const char *text, *words;
	unsigned further;
};

void assert_each(const struct bad *rows, size_t count, bool unfit);

#define ASSERT_EACH(rows, unfit) assert_each(rows, sizeof(rows) / sizeof *(rows), unfit)

#endif
