/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: sprintf and its kin.  What they read is read, and what they write is written,
 * each string in one step.  (In signal handlers they are let pass, though POSIX does not.)
 */
#include "calls_format.h"

#include <printf.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include "access.h"
#include "calls.h"

#define MOST_ARGUMENTS 32

/* Takes the next argument off the list; its text if it is one, else NULL. */
static const char *next_text(va_list *args, int type, uintptr_t pc)
{
	const char *text = NULL;

	if (type & PA_FLAG_PTR) /* %n */
		call_tells(va_arg(*args, void *), sizeof(char), pc);
	else if ((type & ~PA_FLAG_MASK) == PA_STRING)
		text = va_arg(*args, const char *);
	else if ((type & ~PA_FLAG_MASK) == PA_POINTER || (type & ~PA_FLAG_MASK) == PA_WSTRING)
		(void)va_arg(*args, void *);
	else if ((type & ~PA_FLAG_MASK) == PA_DOUBLE && (type & PA_FLAG_LONG_DOUBLE))
		(void)va_arg(*args, long double);
	else if ((type & ~PA_FLAG_MASK) == PA_DOUBLE || (type & ~PA_FLAG_MASK) == PA_FLOAT)
		(void)va_arg(*args, double);
	else if ((type & PA_FLAG_LONG) || (type & PA_FLAG_LONG_LONG))
		(void)va_arg(*args, long long);
	else
		(void)va_arg(*args, int);
	return text;
}

void format_reads(const char *format, va_list args, uintptr_t pc)
{
	int types[MOST_ARGUMENTS];
	size_t count = parse_printf_format(format, MOST_ARGUMENTS, types);
	bool bounded = strchr(format, '.') != NULL; /* so many bytes of a text, and not all */
	va_list rest;

	if (count > MOST_ARGUMENTS)
		call_unsupported("a format with so many arguments", pc);
	va_copy(rest, args);
	for (size_t i = 0; i < count; i++) {
		const char *text = next_text(&rest, types[i], pc);

		if (text != NULL && !bounded)
			access_plain((uintptr_t)text, (uint32_t)strlen(text) + 1, false, pc);
	}
	va_end(rest);
}

/* room: of the buffer, with the NUL; other threads may run before it is written, and not while it
 * is. */
static int format_to(char *to, size_t room, const char *format, va_list args, uintptr_t pc)
{
	va_list again;
	int length;

	format_reads(format, args, pc);
	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length >= 0 && room > 0)
		access_plain((uintptr_t)to,
			     (size_t)length < room ? (uint32_t)length + 1 : (uint32_t)room, true,
			     pc);
	return vsnprintf(to, room, format, args);
}

#define UNLIMITED ((size_t)INT32_MAX)

int __wrap_vsnprintf(char *to, size_t room, const char *format, va_list args)
{
	TURN_FRAME();
	return format_to(to, room, format, args, POINT_PC());
}

int __wrap_vsprintf(char *to, const char *format, va_list args)
{
	TURN_FRAME();
	return format_to(to, UNLIMITED, format, args, POINT_PC());
}

int __wrap_snprintf(char *to, size_t room, const char *format, ...)
{
	uintptr_t pc = POINT_PC();
	va_list args;
	int length;

	TURN_FRAME();
	va_start(args, format);
	length = format_to(to, room, format, args, pc);
	va_end(args);
	return length;
}

int __wrap_sprintf(char *to, const char *format, ...)
{
	uintptr_t pc = POINT_PC();
	va_list args;
	int length;

	TURN_FRAME();
	va_start(args, format);
	length = format_to(to, UNLIMITED, format, args, pc);
	va_end(args);
	return length;
}
