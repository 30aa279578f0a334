/* SPDX-License-Identifier: MIT */
#include "text.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"

char *format_string_v(const char *format, va_list args)
{
	char *string;

	if (vasprintf(&string, format, args) < 0)
		die("out of memory");
	return string;
}

char *format_string(const char *format, ...)
{
	va_list args;
	char *string;

	va_start(args, format);
	string = format_string_v(format, args);
	va_end(args);
	return string;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(a, b);
}

const char *text_keep(const char *string)
{
	static void *kept; /* tsearch's tree */
	char *copy, **found;

	if (string == NULL)
		return NULL;
	found = tfind(string, &kept, by_bytes);
	if (found != NULL)
		return *found;
	copy = format_string("%s", string);
	if (tsearch(copy, &kept, by_bytes) == NULL)
		die("out of memory");
	return copy;
}

void text_add(struct text *text, const char *bytes, size_t length)
{
	if (text->length + length + 1 > text->room) {
		text->room = (text->length + length + 1) * 2;
		text->bytes = realloc(text->bytes, text->room);
		if (text->bytes == NULL)
			die("out of memory");
	}
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void text_printf(struct text *text, const char *format, ...)
{
	va_list args;
	char *string;

	va_start(args, format);
	string = format_string_v(format, args);
	va_end(args);
	text_add(text, string, strlen(string));
	free(string);
}

char *text_take(struct text *text)
{
	char *string;

	text_add(text, "", 0); /* an empty text is "", not NULL */
	string = text->bytes;
	*text = (struct text){0};
	return string;
}

void text_release(struct text *text)
{
	free(text->bytes);
	*text = (struct text){0};
}
