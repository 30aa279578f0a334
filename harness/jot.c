/* SPDX-License-Identifier: MIT */
#include "jot.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"

static json_t *sure(json_t *value)
{
	if (value == NULL)
		die("out of memory while writing JSON");
	return value;
}

json_t *jot_object(void)
{
	return sure(json_object());
}

json_t *jot_array(void)
{
	return sure(json_array());
}

/* Bytes of the character that begins there; 0: it is none.  Jansson's own idea of UTF-8 decides. */
static size_t character_at(const char *text)
{
	for (size_t length = 1; length <= 4; length++) {
		json_t *value;

		if (text[length - 1] == '\0')
			return 0;
		value = json_stringn(text, length);
		json_decref(value);
		if (value != NULL)
			return length;
	}
	return 0;
}

char *jot_clean(const char *text)
{
	char *copy = format_string("%s", text);

	for (size_t i = 0; copy[i] != '\0';) {
		size_t length = (unsigned char)copy[i] < 0x80 ? 1 : character_at(copy + i);

		if (length == 0)
			copy[i] = '?';
		i += length > 0 ? length : 1;
	}
	return copy;
}

json_t *jot_text(const char *text)
{
	json_t *value;
	char *clean;

	if (text == NULL)
		return json_null();
	value = json_string(text);
	if (value != NULL)
		return value;
	clean = jot_clean(text);
	value = sure(json_string(clean));
	free(clean);
	return value;
}

json_t *jot_printf(const char *format, ...)
{
	va_list args;
	char *string;
	json_t *value;

	va_start(args, format);
	string = format_string_v(format, args);
	va_end(args);
	value = jot_text(string);
	free(string);
	return value;
}

json_t *jot_taken(struct text *text)
{
	char *string = text_take(text);
	json_t *value = jot_text(string);

	free(string);
	return value;
}

json_t *jot_number(double number)
{
	json_int_t whole = (json_int_t)number;

	return sure((double)whole == number ? json_integer(whole) : json_real(number));
}

void jot_put(json_t *object, const char *name, json_t *value)
{
	if (json_object_set_new(object, name, sure(value)) != 0)
		die("out of memory while writing JSON");
}

void jot_append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, sure(value)) != 0)
		die("out of memory while writing JSON");
}

static void write_as(struct text *text, json_t *root, size_t flags)
{
	char *bare = json_dumps(root, flags | JSON_REAL_PRECISION(9));

	if (bare == NULL)
		die("out of memory while writing JSON");
	text_printf(text, "%s\n", bare);
	free(bare);
	json_decref(root);
}

void jot_write(struct text *text, json_t *root)
{
	write_as(text, root, JSON_INDENT(1));
}

void jot_write_line(struct text *text, json_t *root)
{
	write_as(text, root, JSON_COMPACT);
}
