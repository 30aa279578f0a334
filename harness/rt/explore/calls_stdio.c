/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: output.  It is formatted, so that what it reads is read, and kept from the terminal
 * unless it is asked for; each call is atomic, as POSIX says of a stream, and orders nothing.
 */
#include "calls.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../rt.h"
#include "calls_format.h"
#include "calls_state.h"

#define LONGEST 4096 /* of one call's output that is formatted */

static int put(FILE *stream, const char *text, size_t bytes)
{
	if (rt.job->keep_output)
		fwrite(text, 1, bytes, stream);
	return (int)bytes;
}

static int vput(FILE *stream, const char *format, va_list args, uintptr_t pc)
{
	char text[LONGEST];
	int bytes;

	format_reads(format, args, pc);
	bytes = vsnprintf(text, sizeof text, format, args);

	put(stream, text, (size_t)bytes < sizeof text ? (size_t)bytes : sizeof text - 1);
	return bytes;
}

int __wrap_vfprintf(FILE *stream, const char *format, va_list args)
{
	CALL_BEGIN();
	return vput(stream, format, args, POINT_PC());
}

int __wrap_vprintf(const char *format, va_list args)
{
	CALL_BEGIN();
	return vput(stdout, format, args, POINT_PC());
}

int __wrap_printf(const char *format, ...)
{
	uintptr_t pc = POINT_PC();
	va_list args;
	int bytes;

	CALL_BEGIN();
	va_start(args, format);
	bytes = vput(stdout, format, args, pc);
	va_end(args);
	return bytes;
}

int __wrap_fprintf(FILE *stream, const char *format, ...)
{
	uintptr_t pc = POINT_PC();
	va_list args;
	int bytes;

	CALL_BEGIN();
	va_start(args, format);
	bytes = vput(stream, format, args, pc);
	va_end(args);
	return bytes;
}

int __wrap_dprintf(int descriptor, const char *format, ...)
{
	uintptr_t pc = POINT_PC();
	va_list args;
	int bytes;

	CALL_BEGIN();
	va_start(args, format);
	bytes = vput(descriptor == STDERR_FILENO ? stderr : stdout, format, args, pc);
	va_end(args);
	return bytes;
}

int __wrap_puts(const char *text)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	access_plain((uintptr_t)text, (uint32_t)strlen(text) + 1, false, pc);
	put(stdout, text, strlen(text));
	put(stdout, "\n", 1);
	return 0;
}

int __wrap_fputs(const char *text, FILE *stream)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	access_plain((uintptr_t)text, (uint32_t)strlen(text) + 1, false, pc);
	put(stream, text, strlen(text));
	return 0;
}

int __wrap_putchar(int c)
{
	char text = (char)c;

	CALL_BEGIN();
	put(stdout, &text, 1);
	return c;
}

int __wrap_fputc(int c, FILE *stream)
{
	char text = (char)c;

	CALL_BEGIN();
	put(stream, &text, 1);
	return c;
}

int __wrap_putc(int c, FILE *stream)
{
	CALL_BEGIN();
	return __wrap_fputc(c, stream);
}

size_t __wrap_fwrite(const void *from, size_t size, size_t count, FILE *stream)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	if (size * count > 0)
		access_plain((uintptr_t)from, (uint32_t)(size * count), false, pc);
	put(stream, from, size * count);
	return count;
}

/* ---- input: one position in one file, that whoever reads moves on ---- */

static uint64_t position; /* stands for it */

void input_take(uintptr_t pc)
{
	call_take(OP_HIDDEN, &position, sizeof position, pc);
	turn_commit(true);
	order_acquire(&position); /* a stream has a lock: what was read before is known */
	order_release(&position);
}

void input_restart(void)
{
	rewind(stdin);
}

int __wrap_getchar(void)
{
	CALL_BEGIN();
	input_take(POINT_PC());
	return getchar();
}

int __wrap_fgetc(FILE *stream)
{
	CALL_BEGIN();
	input_take(POINT_PC());
	return fgetc(stream);
}

int __wrap_getc(FILE *stream)
{
	CALL_BEGIN();
	input_take(POINT_PC());
	return fgetc(stream);
}

char *__wrap_fgets(char *text, int size, FILE *stream)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	input_take(pc);
	access_plain((uintptr_t)text, (uint32_t)size, true, pc);
	return fgets(text, size, stream);
}

size_t __wrap_fread(void *to, size_t size, size_t count, FILE *stream)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	input_take(pc);
	if (size * count > 0)
		access_plain((uintptr_t)to, (uint32_t)(size * count), true, pc);
	return fread(to, size, count, stream);
}

static int vscan(FILE *stream, const char *format, va_list args, uintptr_t pc)
{
	input_take(pc);
	return vfscanf(stream, format, args);
}

#define SCAN(name, stream, ...)                                                                    \
	int __wrap_##name(__VA_ARGS__ const char *format, ...)                                     \
	{                                                                                          \
		uintptr_t pc = POINT_PC();                                                         \
		va_list args;                                                                      \
		int got;                                                                           \
                                                                                                   \
		CALL_BEGIN();                                                                      \
		va_start(args, format);                                                            \
		got = vscan(stream, format, args, pc);                                             \
		va_end(args);                                                                      \
		return got;                                                                        \
	}

#define NOTHING_BEFORE
SCAN(scanf, stdin, NOTHING_BEFORE)
SCAN(fscanf, from, FILE *from, )
/* What -std=gnu11 makes of the two. */
SCAN(__isoc99_scanf, stdin, NOTHING_BEFORE)
SCAN(__isoc99_fscanf, from, FILE *from, )

int __wrap_feof(FILE *stream)
{
	CALL_BEGIN();
	return feof(stream);
}

int __wrap_fflush(FILE *stream)
{
	CALL_BEGIN();
	(void)stream;
	return 0;
}

void __wrap_perror(const char *text)
{
	CALL_BEGIN();
	put(stderr, text, strlen(text));
	put(stderr, "\n", 1);
}
