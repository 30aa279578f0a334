/* SPDX-License-Identifier: MIT */
#include "wordlist.h"

#include <stddef.h>
#include <string.h>

#define BLANKS " \t\n"

/* The next word from *at on, and its length; NULL: there is none. */
static const char *next(const char **at, size_t *length)
{
	const char *word = *at + strspn(*at, BLANKS);

	*length = strcspn(word, BLANKS);
	*at = word + *length;
	return *length > 0 ? word : NULL;
}

bool wordlist_has(const char *list, const char *word)
{
	size_t wanted = strlen(word), length;
	const char *one;

	while ((one = next(&list, &length)) != NULL)
		if (length == wanted && memcmp(one, word, length) == 0)
			return true;
	return false;
}

bool wordlist_begins(const char *list, const char *word)
{
	size_t length;
	const char *one;

	while ((one = next(&list, &length)) != NULL)
		if (strncmp(one, word, length) == 0)
			return true;
	return false;
}
