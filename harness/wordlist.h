/* SPDX-License-Identifier: MIT */
/*
 * Lists of words that are one string each, with white space between: "open openat creat".
 *
 * Threads: any.
 */
#ifndef RACELAB_WORDLIST_H
#define RACELAB_WORDLIST_H

#include <stdbool.h>

/* Is the word one of them? */
bool wordlist_has(const char *list, const char *word);

/* Does the word begin like one of them? */
bool wordlist_begins(const char *list, const char *word);

#endif
