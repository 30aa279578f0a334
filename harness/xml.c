/* SPDX-License-Identifier: MIT */
#include "xml.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "jot.h"

/* U+FFFE and U+FFFF are UTF-8 and no characters of XML. */
static bool is_no_character(const char *c)
{
	return memcmp(c, "\xef\xbf", 2) == 0 && (c[2] == '\xbe' || c[2] == '\xbf');
}

void xml_text(struct text *text, const char *words)
{
	char *clean = jot_clean(words);

	for (const char *c = clean; *c != '\0'; c++) {
		if (*c == '&')
			text_printf(text, "&amp;");
		else if (*c == '<')
			text_printf(text, "&lt;");
		else if (*c == '>') /* so that no "]]>" can come about */
			text_printf(text, "&gt;");
		else if (*c == '"')
			text_printf(text, "&quot;");
		else if (*c == '\n' || *c == '\t') /* in an attribute they would become blanks */
			text_printf(text, "&#%d;", *c);
		else if ((unsigned char)*c < 0x20 || *c == 0x7f)
			text_printf(text, "?");
		else if (*c == '\xef' && is_no_character(c))
			text_printf(text, "?"), c += 2;
		else
			text_add(text, c, 1);
	}
	free(clean);
}

void xml_attribute(struct text *text, const char *name, const char *value)
{
	text_printf(text, " %s=\"", name);
	xml_text(text, value);
	text_printf(text, "\"");
}
