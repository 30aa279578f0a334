/* SPDX-License-Identifier: MIT */
#include "shown.h"

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

/* Length of the UTF-8 character at `at` and its number; 0: it is none (RFC 3629). */
static unsigned decode(const unsigned char *at, uint32_t *point)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned length = *at < 0x80	   ? 1
			  : *at >> 5 == 6  ? 2
			  : *at >> 4 == 14 ? 3
			  : *at >> 3 == 30 ? 4
					   : 0;

	*point = length == 1 ? *at : *at & (0xff >> (length + 1));
	for (unsigned i = 1; i < length; i++) {
		if (at[i] >> 6 != 2)
			return 0;
		*point = *point << 6 | (at[i] & 0x3f);
	}
	if (length == 0 || *point < least[length] || *point > 0x10ffff || *point >> 11 == 0x1b)
		return 0;
	return length;
}

/* Controls, and what changes how the characters around it look. */
static bool hides(uint32_t point)
{
	return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0xad || point == 0x61c ||
	       (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
	       (point >= 0x2060 && point <= 0x206f) || point == 0xfeff ||
	       (point >= 0xfff9 && point <= 0xfffb) || point >= 0xe0000;
}

static void add_escaped(struct text *text, unsigned char byte)
{
	if (byte == '\n')
		text_printf(text, "\\n");
	else if (byte == '\t')
		text_printf(text, "\\t");
	else
		text_printf(text, "\\x%02x", byte);
}

char *shown_name(const char *name)
{
	const unsigned char *at = (const unsigned char *)name;
	struct text text = {0};

	while (*at != '\0') {
		uint32_t point;
		unsigned length = decode(at, &point);

		if (*at == '\\')
			text_printf(&text, "\\\\");
		else if (length > 0 && !hides(point))
			text_add(&text, (const char *)at, length);
		else
			for (unsigned i = 0; i == 0 || i < length; i++)
				add_escaped(&text, at[i]);
		at += length > 0 ? length : 1;
	}
	return text_take(&text);
}
