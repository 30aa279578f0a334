/* SPDX-License-Identifier: MIT */
/*
 * C's text cut into tokens as a compiler cuts it (C11 5.1.1.2, phases 2 and 3): spliced lines are
 * joined, comments are blanks, and each token knows the line that it begins in.
 *
 * This is not preprocessing: directives are tokens like others.  Raw strings, which gcc has and C
 * has not, are told apart but not read: after LEX_RAW nothing more can be trusted.
 *
 * Threads: any; a struct lexer belongs to one at a time.
 */
#ifndef RACELAB_SCREEN_LEX_H
#define RACELAB_SCREEN_LEX_H

#include <stdbool.h>
#include <stddef.h>

enum lex_kind {
	LEX_NAME,
	LEX_NUMBER,
	LEX_STRING, /* or a character constant, with its prefix and its quotes */
	LEX_HEADER, /* only from lex_header(): <stdio.h> with its brackets */
	LEX_RAW,    /* R"( */
	LEX_MARK,   /* all else; of those with two characters only ## %: %:%: <: :> :: */
};

struct lexeme {
	enum lex_kind kind;
	const char *text; /* not ended by NUL; the lexer's */
	size_t length;
	unsigned line;
	bool begins; /* the first of its line */
};

struct lexer {
	char *bytes;	 /* with the splices gone */
	unsigned *lines; /* of each byte */
	size_t length;
	size_t at;
	bool begins;
};

/* Of a text with a NUL after it; nothing of it is kept. */
void lex_open(struct lexer *lexer, const char *text, size_t length);
void lex_close(struct lexer *lexer);

/* The next token; valid until lex_close().  False: there is none. */
bool lex_next(struct lexer *lexer, struct lexeme *lexeme);

/* What stands behind #include, if it is a name in quotes or brackets.  False: it is none. */
bool lex_header(struct lexer *lexer, struct lexeme *lexeme);

bool lex_is(const struct lexeme *lexeme, const char *text);

/* Does it begin so? */
bool lex_begins_with(const struct lexeme *lexeme, const char *prefix);

bool lex_same(const struct lexeme *a, const struct lexeme *b);

#endif
