/* SPDX-License-Identifier: MIT */
/*
 * A line of words as a shell would split it: blanks between them, quotes and backslashes inside.
 * Nothing is expanded: `*` and `$` are themselves.
 *
 * Threads: any.
 */
#ifndef RACELAB_ARGUMENTS_H
#define RACELAB_ARGUMENTS_H

/*
 * The words, NULL-ended, owned by the caller (arguments_free).  line NULL: no words.  NULL: a quote
 * has no end, and *error (owned by the caller) says where it begins.
 */
char **arguments_split(const char *line, char **error);
void arguments_free(char **words);

/* The word so that a shell takes it for one; owned by the caller. */
char *arguments_quote(const char *word);

#endif
