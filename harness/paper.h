/* SPDX-License-Identifier: MIT */
/*
 * What text is written on: memory that grows, with or without colour, and how numbers look.
 *
 * Threads: a paper belongs to one thread at a time.
 */
#ifndef RACELAB_PAPER_H
#define RACELAB_PAPER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum ink { INK_PLAIN, INK_BOLD, INK_RED, INK_GREEN, INK_YELLOW, INK_CYAN, INK_FAINT };

struct paper {
	FILE *stream;
	bool colored;
	char *text; /* of the stream; valid after paper_take() */
	size_t size;
};

void paper_init(struct paper *paper, bool colored);

/* Ends the writing; all that was written, owned by the caller. */
char *paper_take(struct paper *paper);

void paper_print(struct paper *paper, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void paper_ink(struct paper *paper, enum ink ink, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Words wrapped at 80 columns, each line after `indent` blanks; ends its last line. */
void paper_wrap(struct paper *paper, unsigned indent, const char *words);

/* 1234567 as "1,234,567". */
const char *paper_count(uint64_t count, char text[static 32]);

/* "1 run", "2 runs": the count with the word for it. */
const char *paper_plural(uint64_t count, const char *word, char text[static 64]);

#endif
