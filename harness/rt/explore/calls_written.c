/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: functions of libc that compute, keep nothing, and write their result where they
 * are told to.  Each is the write that it is: into what is not the program's, it is a crash.
 *
 * Those that only read are called as they are (harmless.txt).
 */
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "calls.h"

static void writes(const void *to, size_t bytes, uintptr_t pc)
{
	if (to != NULL && bytes > 0)
		access_plain((uintptr_t)to, (uint32_t)bytes, true, pc);
}

/* PARAMETERS and ARGUMENTS with their brackets; `bytes` of what `to` points to are written. */
#define WRITES(type, name, PARAMETERS, ARGUMENTS, to, bytes)                                       \
	type __wrap_##name PARAMETERS                                                              \
	{                                                                                          \
		TURN_FRAME();                                                                      \
		writes(to, bytes, POINT_PC());                                                     \
		return name ARGUMENTS;                                                             \
	}

#define WRITES_ONE(type, name, PARAMETERS, ARGUMENTS, to)                                          \
	WRITES(type, name, PARAMETERS, ARGUMENTS, to, sizeof *(to))

/* ---- sets of signals: the kernel's part of them is all that libc touches ---- */

#define SET_BYTES 8

WRITES(int, sigemptyset, (sigset_t * set), (set), set, SET_BYTES)
WRITES(int, sigfillset, (sigset_t * set), (set), set, SET_BYTES)
WRITES(int, sigaddset, (sigset_t * set, int number), (set, number), set, SET_BYTES)
WRITES(int, sigdelset, (sigset_t * set, int number), (set, number), set, SET_BYTES)

/* ---- numbers ---- */

#define PARSES(type, name)                                                                         \
	WRITES_ONE(type, name, (const char *text, char **end, int radix), (text, end, radix), end)

PARSES(long, strtol)
PARSES(long long, strtoll)
PARSES(unsigned long, strtoul)
PARSES(unsigned long long, strtoull)
WRITES_ONE(double, strtod, (const char *text, char **end), (text, end), end)
WRITES_ONE(float, strtof, (const char *text, char **end), (text, end), end)

/* Its seed is the thread's own where it is used well: no event, or who tosses a coin and looks
 * again would be taken for somebody who gets on. */
int __wrap_rand_r(unsigned *seed)
{
	TURN_FRAME();
	call_tells(seed, sizeof *seed, POINT_PC());
	return rand_r(seed);
}

/* ---- scanning: of each place the first byte, since the format alone says how many ---- */

/* Behind a %: does it store something?  *format goes to its end. */
static bool conversion_stores(const char **format)
{
	const char *at = *format;
	bool stores = *at != '*' && *at != '%';

	at += strspn(at, "*'0123456789$mhljztLq");
	if (*at == '[') {
		at += at[1] == '^';
		at += at[1] == ']';
		at = strchr(at + 1, ']');
	}
	*format = at == NULL || *at == '\0' ? "" : at + 1;
	return stores;
}

static void scan_writes(const char *format, va_list args, uintptr_t pc)
{
	va_list rest;

	va_copy(rest, args);
	while ((format = strchr(format, '%')) != NULL) {
		format++;
		if (conversion_stores(&format))
			call_tells(va_arg(rest, void *), sizeof(char), pc);
	}
	va_end(rest);
}

#define SCANS(name)                                                                                \
	int __wrap_##name(const char *text, const char *format, ...)                               \
	{                                                                                          \
		va_list args;                                                                      \
		int got;                                                                           \
                                                                                                   \
		TURN_FRAME();                                                                      \
		va_start(args, format);                                                            \
		scan_writes(format, args, POINT_PC());                                             \
		got = vsscanf(text, format, args);                                                 \
		va_end(args);                                                                      \
		return got;                                                                        \
	}

SCANS(sscanf)
SCANS(__isoc99_sscanf) /* what -std=gnu11 makes of it */

/* ---- text and time ---- */

WRITES_ONE(struct tm *, localtime_r, (const time_t *time, struct tm *to), (time, to), to)
WRITES_ONE(struct tm *, gmtime_r, (const time_t *time, struct tm *to), (time, to), to)
WRITES_ONE(time_t, mktime, (struct tm * time), (time), time)
WRITES(char *, asctime_r, (const struct tm *time, char *to), (time, to), to, 26)
WRITES(char *, ctime_r, (const time_t *time, char *to), (time, to), to, 26)
WRITES(char *, strerror_r, (int error, char *to, size_t room), (error, to, room), to, room)

size_t __wrap_strftime(char *to, size_t room, const char *format, const struct tm *time)
{
	TURN_FRAME();
	writes(to, room, POINT_PC());
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return strftime(to, room, format, time);
#pragma GCC diagnostic pop
}

/* It goes on in the text of the call before, which it cuts. */
char *__wrap_strtok_r(char *text, const char *between, char **rest)
{
	uintptr_t pc = POINT_PC();
	char *from = text != NULL ? text : *rest;

	TURN_FRAME();
	writes(rest, sizeof *rest, pc);
	writes(from, from != NULL ? strlen(from) : 0, pc);
	return strtok_r(text, between, rest);
}

void __wrap_qsort(void *items, size_t count, size_t size,
		  int (*compare)(const void *, const void *))
{
	TURN_FRAME();
	writes(items, count * size, POINT_PC());
	qsort(items, count, size, compare);
}

/* ---- what is said of an object before it is made ---- */

#define SETS(type, what)                                                                           \
	WRITES_ONE(int, what, (type * attributes, int value), (attributes, value), attributes)
#define GETS(type, what)                                                                           \
	WRITES_ONE(int, what, (const type *attributes, int *value), (attributes, value), value)
#define MAKES(type, what)                                                                          \
	WRITES_ONE(int, what##_init, (type * attributes), (attributes), attributes)                \
	WRITES_ONE(int, what##_destroy, (type * attributes), (attributes), attributes)

MAKES(pthread_attr_t, pthread_attr)
SETS(pthread_attr_t, pthread_attr_setdetachstate)
GETS(pthread_attr_t, pthread_attr_getdetachstate)
SETS(pthread_attr_t, pthread_attr_setschedpolicy)
SETS(pthread_attr_t, pthread_attr_setinheritsched)
SETS(pthread_attr_t, pthread_attr_setscope)
WRITES_ONE(int, pthread_attr_setstacksize, (pthread_attr_t * attributes, size_t bytes),
	   (attributes, bytes), attributes)
WRITES_ONE(int, pthread_attr_getstacksize, (const pthread_attr_t *attributes, size_t *bytes),
	   (attributes, bytes), bytes)
WRITES_ONE(int, pthread_attr_setguardsize, (pthread_attr_t * attributes, size_t bytes),
	   (attributes, bytes), attributes)
WRITES_ONE(int, pthread_attr_setschedparam,
	   (pthread_attr_t * attributes, const struct sched_param *value), (attributes, value),
	   attributes)
WRITES_ONE(int, pthread_attr_setaffinity_np,
	   (pthread_attr_t * attributes, size_t bytes, const cpu_set_t *set),
	   (attributes, bytes, set), attributes)

MAKES(pthread_mutexattr_t, pthread_mutexattr)
SETS(pthread_mutexattr_t, pthread_mutexattr_settype)
GETS(pthread_mutexattr_t, pthread_mutexattr_gettype)
SETS(pthread_mutexattr_t, pthread_mutexattr_setprotocol)
SETS(pthread_mutexattr_t, pthread_mutexattr_setpshared)
GETS(pthread_mutexattr_t, pthread_mutexattr_getpshared)
SETS(pthread_mutexattr_t, pthread_mutexattr_setrobust)
GETS(pthread_mutexattr_t, pthread_mutexattr_getrobust)

MAKES(pthread_condattr_t, pthread_condattr)
SETS(pthread_condattr_t, pthread_condattr_setclock)
GETS(pthread_condattr_t, pthread_condattr_getclock)
SETS(pthread_condattr_t, pthread_condattr_setpshared)

MAKES(pthread_rwlockattr_t, pthread_rwlockattr)
SETS(pthread_rwlockattr_t, pthread_rwlockattr_setkind_np)
SETS(pthread_rwlockattr_t, pthread_rwlockattr_setpshared)

MAKES(pthread_barrierattr_t, pthread_barrierattr)
SETS(pthread_barrierattr_t, pthread_barrierattr_setpshared)

MAKES(posix_spawnattr_t, posix_spawnattr)
WRITES_ONE(int, posix_spawnattr_setflags, (posix_spawnattr_t * attributes, short flags),
	   (attributes, flags), attributes)
WRITES_ONE(int, posix_spawnattr_getflags, (const posix_spawnattr_t *attributes, short *flags),
	   (attributes, flags), flags)
WRITES_ONE(int, posix_spawnattr_setsigmask, (posix_spawnattr_t * attributes, const sigset_t *set),
	   (attributes, set), attributes)
WRITES_ONE(int, posix_spawnattr_setsigdefault,
	   (posix_spawnattr_t * attributes, const sigset_t *set), (attributes, set), attributes)
WRITES_ONE(int, posix_spawnattr_setpgroup, (posix_spawnattr_t * attributes, pid_t group),
	   (attributes, group), attributes)
