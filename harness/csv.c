/* SPDX-License-Identifier: MIT */
#include "csv.h"

#include <string.h>

static void begin(struct text *text)
{
	if (text->length > 0 && text->bytes[text->length - 1] != '\n')
		text_add(text, ",", 1);
}

void csv_field(struct text *text, const char *words)
{
	if (words == NULL)
		words = "";
	begin(text);
	text_add(text, "\"", 1);
	if (words[0] != '\0' && strchr("=+-@\t\r\n", words[0]) != NULL)
		text_add(text, "'", 1);
	for (; *words != '\0'; words++)
		text_add(text, *words == '"' ? "\"\"" : words, *words == '"' ? 2 : 1);
	text_add(text, "\"", 1);
}

void csv_number(struct text *text, double number)
{
	begin(text);
	text_printf(text, "%.12g", number);
}

void csv_end_line(struct text *text)
{
	text_add(text, "\r\n", 2);
}
