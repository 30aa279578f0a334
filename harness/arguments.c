/* SPDX-License-Identifier: MIT */
#include "arguments.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "text.h"

static const char blanks[] = " \t\n";

/* From the opening quote to behind the closing one; NULL: there is none. */
static const char *take_quoted(const char *at, struct text *word)
{
	char quote = *at++;

	for (; *at != quote; at++) {
		if (*at == '\\' && quote == '"' && (at[1] == '"' || at[1] == '\\'))
			at++;
		if (*at == '\0')
			return NULL;
		text_add(word, at, 1);
	}
	return at + 1;
}

/* One word, up to the blank behind it; NULL: a quote has no end, and *open is where it begins. */
static const char *take_word(const char *at, struct text *word, const char **open)
{
	while (at != NULL && *at != '\0' && strchr(blanks, *at) == NULL) {
		*open = at;
		if (*at == '\'' || *at == '"') {
			at = take_quoted(at, word);
			continue;
		}
		if (*at == '\\' && at[1] != '\0')
			at++;
		text_add(word, at++, 1);
	}
	return at;
}

static void add(char ***words, size_t used, char *word)
{
	*words = realloc(*words, (used + 2) * sizeof **words);
	if (*words == NULL)
		die("out of memory");
	(*words)[used] = word;
	if (word != NULL)
		(*words)[used + 1] = NULL;
}

char **arguments_split(const char *line, char **error)
{
	const char *at = line != NULL ? line : "", *open = at;
	char **words = NULL;
	size_t used = 0;

	add(&words, 0, NULL);
	while (*(at += strspn(at, blanks)) != '\0') {
		struct text word = {0};

		at = take_word(at, &word, &open);
		add(&words, used++, text_take(&word));
		if (at != NULL)
			continue;
		*error = format_string("--args: the quote at `%s` has no end", open);
		arguments_free(words);
		return NULL;
	}
	return words;
}

void arguments_free(char **words)
{
	for (char **word = words; word != NULL && *word != NULL; word++)
		free(*word);
	free(words);
}

static const char harmless[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
			       "-_./,:=+@%";

char *arguments_quote(const char *word)
{
	struct text quoted = {0};

	if (*word != '\0' && word[strspn(word, harmless)] == '\0')
		return format_string("%s", word);
	text_printf(&quoted, "'");
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			text_printf(&quoted, "'\\''");
		else
			text_add(&quoted, word, 1);
	}
	text_printf(&quoted, "'");
	return text_take(&quoted);
}
