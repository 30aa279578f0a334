/* SPDX-License-Identifier: MIT */
#include "screen_expand.h"

#include <stdlib.h>
#include <string.h>

#include "compile.h"
#include "die.h"

#define DEEPEST 64 /* files in each other: deeper ones count as the last */

/*
 * Where in all the files the output is.  A line marker, # LINE "FILE" FLAGS, says what the next
 * line is: flag 1, a file begins; 2, the one before goes on; 3, it comes from a standard header, or
 * from a macro that one defines.
 */
struct position {
	unsigned line;	      /* of what is read now, in its file */
	unsigned correction;  /* lexer's line of the marker */
	unsigned depth;	      /* 0: the submission itself */
	bool system[DEEPEST]; /* of each file that we are in */
	bool flagged;	      /* 3 */
	unsigned include;     /* the submission's line that included what we are in */
};

/* Of the lines between markers each is one further. */
static unsigned line_of(const struct position *position, const struct lexeme *it)
{
	if (position->depth > 0)
		return position->include;
	return position->line + (it->line - position->correction - 1);
}

static unsigned level(const struct position *position)
{
	return position->depth < DEEPEST ? position->depth : DEEPEST - 1;
}

static void enter(struct position *position, const struct lexeme *marker, bool system)
{
	if (position->depth == 0)
		position->include = line_of(position, marker);
	position->depth++;
	position->system[level(position)] = system;
}

/* The marker's flags stand on its line behind the name. */
static unsigned read_flags(struct lexer *lexer)
{
	struct lexer before = *lexer;
	struct lexeme it;
	unsigned flags = 0;

	while (lex_next(lexer, &it) && !it.begins) {
		flags |= 1u << (*it.text & 7);
		before = *lexer;
	}
	*lexer = before;
	return flags;
}

/*
 * Of names only the built-in ones matter: they are entered with a 1 by clang and without by gcc,
 * and nothing of them is left in the output.
 */
static void read_marker(struct position *position, struct lexer *lexer, const struct lexeme *number)
{
	unsigned line = (unsigned)strtoul(number->text, NULL, 10), flags;
	struct lexeme name;

	if (!lex_next(lexer, &name))
		return;
	flags = read_flags(lexer);
	if (flags & 1u << 1)
		enter(position, number, (flags & 1u << 3) != 0);
	else if (flags & 1u << 2 && position->depth > 0)
		position->depth--;
	position->line = line;
	position->correction = number->line;
	position->flagged = (flags & 1u << 3) != 0;
}

/* A # that a macro left is never in the first column. */
static bool begins_marker(const struct lexer *lexer, const struct lexeme *it)
{
	return it->begins && lex_is(it, "#") && (it->text == lexer->bytes || it->text[-1] == '\n');
}

/* The room doubles whenever it is full. */
static void grow(struct expansion *expansion)
{
	size_t count = expansion->count, room = count == 0 ? 64 : 2 * count;

	if (count != 0 && (count < 64 || (count & (count - 1)) != 0))
		return;
	expansion->items = reallocarray(expansion->items, room, sizeof *expansion->items);
	if (expansion->items == NULL)
		die("out of memory");
}

static void add(struct expansion *expansion, const struct position *position,
		const struct lexeme *it, bool pragma)
{
	struct expanded *new;

	if (position->system[level(position)] && position->flagged)
		return;
	grow(expansion);
	new = &expansion->items[expansion->count++];
	*new = (struct expanded){*it, position->system[level(position)], pragma};
	new->it.line = line_of(position, it);
}

/* After a # in the first column.  False: it was no marker, so a #pragma's, which others read. */
static bool read_directive(struct position *position, struct lexer *lexer)
{
	struct lexer before = *lexer;
	struct lexeme it;

	if (lex_next(lexer, &it) && it.kind == LEX_NUMBER) {
		read_marker(position, lexer, &it);
		return true;
	}
	*lexer = before;
	return false;
}

static void read_output(struct expansion *expansion)
{
	struct lexer *lexer = &expansion->lexer;
	struct position position = {0};
	struct lexeme it;
	bool pragma = false;

	while (lex_next(lexer, &it)) {
		pragma = pragma && !it.begins;
		if (begins_marker(lexer, &it)) {
			if (read_directive(&position, lexer) || !lex_next(lexer, &it))
				continue;
			pragma = it.begins = true;
		}
		add(expansion, &position, &it, pragma);
	}
}

/* Time stands still, or two expansions of the same would differ by chance; further flags may move
 * it. */
static const char **all_flags(const char *const *more)
{
	static const char *const stopped[] = {
		"-Wno-builtin-macro-redefined", "-D__DATE__=\"Jan  1 1970\"",
		"-D__TIME__=\"00:00:00\"", "-D__TIMESTAMP__=\"Thu Jan  1 00:00:00 1970\"", NULL};
	struct words words = {0};

	for (const char *const *flag = stopped; *flag != NULL; flag++)
		words_add(&words, *flag);
	for (; more != NULL && *more != NULL; more++)
		words_add(&words, *more);
	return words.items;
}

bool expand(const struct subject *subject, enum compiler compiler, bool instrumented,
	    const char *const *flags, struct expansion *expansion, char **error)
{
	struct compile compile = {.compiler = compiler,
				  .source = subject->source,
				  .lab_dir = subject->lab_dir,
				  .instrumented = instrumented,
				  .confined = subject->confined,
				  .flags = subject->cflags};
	const char **words = all_flags(flags);
	char *text;
	bool done;

	*expansion = (struct expansion){0};
	done = compile_preprocess(&compile, words, &expansion->endless, &text);
	free(words);
	if (!done) {
		*error = text;
		return false;
	}
	lex_open(&expansion->lexer, text, strlen(text));
	if (!expansion->endless)
		read_output(expansion);
	free(text);
	return true;
}

void expansion_release(struct expansion *expansion)
{
	lex_close(&expansion->lexer);
	free(expansion->items);
	*expansion = (struct expansion){0};
}

unsigned expansion_line(const struct expansion *expansion, const char *name)
{
	for (size_t i = 0; i < expansion->count; i++)
		if (lex_is(&expansion->items[i].it, name))
			return expansion->items[i].it.line;
	return 0;
}
