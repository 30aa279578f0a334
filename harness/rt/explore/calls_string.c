/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: memory and string functions, as the accesses that they are; and libc's functions
 * with a hidden state, as accesses to that.
 */
#include "calls.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static void reads(const void *from, size_t bytes, uintptr_t pc)
{
	if (bytes > 0)
		access_plain((uintptr_t)from, (uint32_t)bytes, false, pc);
}

static void writes(void *to, size_t bytes, uintptr_t pc)
{
	if (bytes > 0)
		access_plain((uintptr_t)to, (uint32_t)bytes, true, pc);
}

/* ---- memory ---- */

void *__wrap_memcpy(void *to, const void *from, size_t bytes)
{
	CALL_BEGIN();
	access_copy((uintptr_t)to, (uintptr_t)from, bytes, POINT_PC());
	return memcpy(to, from, bytes);
}

void *__wrap_mempcpy(void *to, const void *from, size_t bytes)
{
	CALL_BEGIN();
	access_copy((uintptr_t)to, (uintptr_t)from, bytes, POINT_PC());
	return mempcpy(to, from, bytes);
}

void *__wrap_memmove(void *to, const void *from, size_t bytes)
{
	CALL_BEGIN();
	access_copy((uintptr_t)to, (uintptr_t)from, bytes, POINT_PC());
	return memmove(to, from, bytes);
}

void *__wrap_memset(void *to, int value, size_t bytes)
{
	CALL_BEGIN();
	writes(to, bytes, POINT_PC());
	return memset(to, value, bytes);
}

void __wrap_bzero(void *to, size_t bytes)
{
	CALL_BEGIN();
	writes(to, bytes, POINT_PC());
	memset(to, 0, bytes);
}

int __wrap_memcmp(const void *a, const void *b, size_t bytes)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	reads(a, bytes, pc);
	reads(b, bytes, pc);
	return memcmp(a, b, bytes);
}

void *__wrap_memchr(const void *in, int value, size_t bytes)
{
	CALL_BEGIN();
	reads(in, bytes, POINT_PC());
	return (void *)memchr(in, value, bytes);
}

/* ---- strings ---- */

size_t __wrap_strlen(const char *text)
{
	CALL_BEGIN();
	reads(text, strlen(text) + 1, POINT_PC());
	return strlen(text);
}

size_t __wrap_strnlen(const char *text, size_t most)
{
	CALL_BEGIN();
	reads(text, strnlen(text, most), POINT_PC());
	return strnlen(text, most);
}

char *__wrap_strcpy(char *to, const char *from)
{
	CALL_BEGIN();
	access_copy((uintptr_t)to, (uintptr_t)from, strlen(from) + 1, POINT_PC());
	return strcpy(to, from);
}

char *__wrap_stpcpy(char *to, const char *from)
{
	CALL_BEGIN();
	access_copy((uintptr_t)to, (uintptr_t)from, strlen(from) + 1, POINT_PC());
	return stpcpy(to, from);
}

char *__wrap_strncpy(char *to, const char *from, size_t bytes)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	reads(from, strnlen(from, bytes), pc);
	writes(to, bytes, pc);
	return strncpy(to, from, bytes);
}

char *__wrap_strcat(char *to, const char *from)
{
	uintptr_t pc = POINT_PC();
	size_t length = strlen(to);

	CALL_BEGIN();
	reads(to, length + 1, pc);
	access_copy((uintptr_t)to + length, (uintptr_t)from, strlen(from) + 1, pc);
	return strcat(to, from);
}

int __wrap_strcmp(const char *a, const char *b)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	reads(a, strlen(a) + 1, pc);
	reads(b, strlen(b) + 1, pc);
	return strcmp(a, b);
}

int __wrap_strncmp(const char *a, const char *b, size_t most)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	reads(a, strnlen(a, most), pc);
	reads(b, strnlen(b, most), pc);
	return strncmp(a, b, most);
}

char *__wrap_strchr(const char *text, int value)
{
	CALL_BEGIN();
	reads(text, strlen(text) + 1, POINT_PC());
	return (char *)strchr(text, value);
}

char *__wrap_strrchr(const char *text, int value)
{
	CALL_BEGIN();
	reads(text, strlen(text) + 1, POINT_PC());
	return (char *)strrchr(text, value);
}

char *__wrap_strstr(const char *text, const char *part)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	reads(text, strlen(text) + 1, pc);
	reads(part, strlen(part) + 1, pc);
	return (char *)strstr(text, part);
}

/* ---- libc's hidden state: each has a word of its own that stands for it ---- */

static uint64_t strtok_state, time_state, random_state, error_text, environment;

static void hidden(uint64_t *state, bool changes, uintptr_t pc)
{
	turn_take(&(struct op){.kind = OP_HIDDEN,
			       .address = (uintptr_t)state,
			       .size = sizeof *state,
			       .pc = pc});
	turn_commit(changes);
}

char *__wrap_strtok(char *text, const char *separators)
{
	CALL_BEGIN();
	hidden(&strtok_state, true, POINT_PC());
	return strtok(text, separators);
}

struct tm *__wrap_localtime(const time_t *time)
{
	CALL_BEGIN();
	hidden(&time_state, true, POINT_PC());
	return gmtime(time); /* the same on every machine */
}

struct tm *__wrap_gmtime(const time_t *time)
{
	CALL_BEGIN();
	hidden(&time_state, true, POINT_PC());
	return gmtime(time);
}

char *__wrap_ctime(const time_t *time)
{
	CALL_BEGIN();
	hidden(&time_state, true, POINT_PC());
	return asctime(gmtime(time));
}

char *__wrap_asctime(const struct tm *time)
{
	CALL_BEGIN();
	hidden(&time_state, true, POINT_PC());
	return asctime(time);
}

/* rand() is one number after the other, the same in every execution; glibc's takes a lock. */
static uint32_t random_seed = 1;

void random_restart(void)
{
	random_seed = 1;
}

int __wrap_rand(void)
{
	CALL_BEGIN();
	call_take(OP_HIDDEN, &random_state, sizeof random_state, POINT_PC());
	turn_commit(true);
	random_seed = random_seed * 1103515245 + 12345;
	return (int)(random_seed >> 1 & 0x3fffffff);
}

void __wrap_srand(unsigned seed)
{
	CALL_BEGIN();
	call_take(OP_HIDDEN, &random_state, sizeof random_state, POINT_PC());
	turn_commit(true);
	random_seed = seed;
}

long __wrap_random(void)
{
	CALL_BEGIN();
	return __wrap_rand();
}

void __wrap_srandom(unsigned seed)
{
	CALL_BEGIN();
	__wrap_srand(seed);
}

char *__wrap_strerror(int error)
{
	CALL_BEGIN();
	hidden(&error_text, true, POINT_PC());
	return strerror(error);
}

char *__wrap_getenv(const char *name)
{
	CALL_BEGIN();
	hidden(&environment, false, POINT_PC());
	return getenv(name);
}

int __wrap_setenv(const char *name, const char *value, int overwrite)
{
	CALL_BEGIN();
	hidden(&environment, true, POINT_PC());
	return setenv(name, value, overwrite);
}

int __wrap_unsetenv(const char *name)
{
	CALL_BEGIN();
	hidden(&environment, true, POINT_PC());
	return unsetenv(name);
}

int __wrap_putenv(char *text)
{
	CALL_BEGIN();
	hidden(&environment, true, POINT_PC());
	return putenv(text);
}
