/* SPDX-License-Identifier: MIT */
#include "screen_lex.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"

/* ---- phase 2: a backslash at a line's end joins it with the next ---- */

/*
 * How many bytes the splice at text has; 0: there is none.  Both compilers let blanks stand between
 * the backslash and the end.
 */
static size_t splice(const char *text)
{
	size_t length = 1;

	if (*text != '\\')
		return 0;
	length += strspn(text + length, " \t\f\v");
	length += text[length] == '\r' && text[length + 1] == '\n';
	return text[length] == '\n' ? length + 1 : 0;
}

void lex_open(struct lexer *lexer, const char *text, size_t length)
{
	unsigned line = 1;

	*lexer = (struct lexer){.bytes = malloc(length + 1),
				.lines = malloc((length + 1) * sizeof *lexer->lines),
				.begins = true};
	if (lexer->bytes == NULL || lexer->lines == NULL)
		die("out of memory");
	for (size_t at = 0, gone; at < length;) {
		while ((gone = splice(text + at)) > 0) {
			at += gone;
			line++;
		}
		if (at >= length)
			break;
		lexer->lines[lexer->length] = line;
		lexer->bytes[lexer->length++] = text[at];
		line += text[at++] == '\n';
	}
	lexer->bytes[lexer->length] = '\0';
	lexer->lines[lexer->length] = line;
}

void lex_close(struct lexer *lexer)
{
	free(lexer->bytes);
	free(lexer->lines);
	*lexer = (struct lexer){0};
}

/* ---- phase 3: blanks and comments ---- */

/* Where the comment that begins here ends; NULL: none begins. */
static const char *comment_end(const char *text)
{
	const char *end;

	if (text[0] != '/' || (text[1] != '/' && text[1] != '*'))
		return NULL;
	if (text[1] == '/')
		return text + strcspn(text, "\n");
	end = strstr(text + 2, "*/");
	return end != NULL ? end + 2 : text + strlen(text);
}

/* Newlines inside comments begin no line. */
static void skip_blanks(struct lexer *lexer, bool over_lines)
{
	for (;;) {
		const char *here = lexer->bytes + lexer->at, *end = comment_end(here);

		if (end != NULL) {
			lexer->at = (size_t)(end - lexer->bytes);
		} else if (*here == '\n' && over_lines) {
			lexer->at++;
			lexer->begins = true;
		} else if (*here != '\n' && isspace((unsigned char)*here)) {
			lexer->at++;
		} else {
			return;
		}
	}
}

/* ---- phase 3: tokens ---- */

static bool begins_name(char c)
{
	return isalpha((unsigned char)c) || c == '_' || c == '$' || (c & 0x80) != 0;
}

static bool goes_on(char c)
{
	return begins_name(c) || isdigit((unsigned char)c);
}

static size_t name_length(const char *text)
{
	size_t length = 0;

	while (goes_on(text[length]))
		length++;
	return length;
}

/* A preprocessing number: 0x1p-3 and 1..2e+5 are one each (C11 6.4.8). */
static size_t number_length(const char *text)
{
	size_t length = 1;

	while (goes_on(text[length]) || text[length] == '.' ||
	       ((text[length] == '+' || text[length] == '-') &&
		strchr("eEpP", text[length - 1]) != NULL))
		length++;
	return length;
}

/* With both quotes; one that is not closed goes to the end of its line. */
static size_t quoted_length(const char *text, bool escapes)
{
	char quote = *text == '<' ? '>' : *text;
	size_t length = 1;

	while (text[length] != quote && text[length] != '\n' && text[length] != '\0')
		length += escapes && text[length] == '\\' && text[length + 1] != '\n' &&
					  text[length + 1] != '\0'
				  ? 2
				  : 1;
	return length + (text[length] == quote);
}

/* Length of what stands before a quote and belongs to it: L u U u8, and R behind these. */
static size_t prefix_length(const char *text, bool *raw)
{
	static const char *const prefixes[] = {"u8R", "u8", "LR", "uR", "UR", "L", "u", "U", "R"};

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t length = strlen(prefixes[i]);

		*raw = prefixes[i][length - 1] == 'R';
		if (strncmp(text, prefixes[i], length) == 0 &&
		    (text[length] == '"' || (text[length] == '\'' && !*raw)))
			return length;
	}
	*raw = false;
	return 0;
}

static size_t mark_length(const char *text)
{
	static const char *const long_ones[] = {"%:%:", "##", "%:", "<:", ":>", "::"};

	for (size_t i = 0; i < sizeof long_ones / sizeof *long_ones; i++)
		if (strncmp(text, long_ones[i], strlen(long_ones[i])) == 0)
			return strlen(long_ones[i]);
	return 1;
}

static size_t measure(const char *text, enum lex_kind *kind)
{
	bool raw;
	size_t prefix = prefix_length(text, &raw);

	if (text[prefix] == '"' || text[prefix] == '\'') {
		*kind = raw ? LEX_RAW : LEX_STRING;
		return prefix + quoted_length(text + prefix, true);
	}
	if (begins_name(*text)) {
		*kind = LEX_NAME;
		return name_length(text);
	}
	if (isdigit((unsigned char)*text) || (*text == '.' && isdigit((unsigned char)text[1]))) {
		*kind = LEX_NUMBER;
		return number_length(text);
	}
	*kind = LEX_MARK;
	return mark_length(text);
}

static void take(struct lexer *lexer, enum lex_kind kind, size_t length, struct lexeme *lexeme)
{
	*lexeme = (struct lexeme){.kind = kind,
				  .text = lexer->bytes + lexer->at,
				  .length = length,
				  .line = lexer->lines[lexer->at],
				  .begins = lexer->begins};
	lexer->at += length;
	lexer->begins = false;
}

bool lex_next(struct lexer *lexer, struct lexeme *lexeme)
{
	enum lex_kind kind;
	size_t length;

	skip_blanks(lexer, true);
	if (lexer->at >= lexer->length)
		return false;
	length = measure(lexer->bytes + lexer->at, &kind);
	take(lexer, kind, length, lexeme);
	return true;
}

bool lex_header(struct lexer *lexer, struct lexeme *lexeme)
{
	const char *here;

	skip_blanks(lexer, false);
	here = lexer->bytes + lexer->at;
	if (*here != '"' && *here != '<')
		return false;
	take(lexer, LEX_HEADER, quoted_length(here, false), lexeme);
	return true;
}

bool lex_is(const struct lexeme *lexeme, const char *text)
{
	return lexeme->length == strlen(text) && memcmp(lexeme->text, text, lexeme->length) == 0;
}

bool lex_begins_with(const struct lexeme *lexeme, const char *prefix)
{
	return lexeme->length >= strlen(prefix) &&
	       memcmp(lexeme->text, prefix, strlen(prefix)) == 0;
}

bool lex_same(const struct lexeme *a, const struct lexeme *b)
{
	return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}
