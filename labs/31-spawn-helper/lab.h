/* SPDX-License-Identifier: MIT */
/*
 * The contract of the night watchman's journal.  Do not edit: every checker builds your lab.c
 * against this file.
 *
 * Whenever somebody looks, the journal is in order: journal_letters() is the sum of the letters of
 * the journal_lines() lines that were written.
 */
#ifndef LAB_H
#define LAB_H

#include <sys/types.h>

/* A new journal, empty.  Called once, before everything else. */
void journal_open(void);

/* Writes one line.  Called by several threads at once, and by a helper in its own copy. */
void journal_write(const char *line);

/* How many lines there are, and how many letters in all of them.  Called by anybody, at any time. */
int journal_lines(void);
int journal_letters(void);

/*
 * Forks a helper: a process that has its own copy of the journal as it is at this moment, with every
 * line in it whole.  There it calls errand(), which uses the journal and ends the process.  Returns
 * the helper's process number to the caller, at once.  Called while other threads write.
 */
pid_t helper_send(void (*errand)(void));

#endif
