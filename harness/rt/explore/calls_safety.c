/* SPDX-License-Identifier: MIT */
/*
 * Which calls a signal's handler may make, and the child of a process that had other threads when it
 * forked: those that POSIX calls async-signal-safe (POSIX.1-2017, 2.4.3).  The others may find their
 * own locks and lists as somebody left them who will never go on.
 *
 * In such a child the program's own locks are let pass: the explorer follows them exactly, and knows
 * which of them nobody will give back.
 */
#include "calls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "../rt.h"
#include "processes.h"

/*
 * Of those that are modelled, and some that POSIX has forgotten, which on Linux neither lock nor keep
 * anything.  Sorted.
 */
/* clang-format off */
static const char *const safe[] = {
	"_Exit", "__errno_location", "__tls_get_addr", "_exit", "abort", "alarm", "clock",
	"clock_gettime", "clock_nanosleep", "close", "dup", "dup2", "dup3", "eventfd",
	"eventfd_read", "eventfd_write", "execl", "execle", "execv", "execve", "fcntl", "fork",
	"ftruncate", "getpid", "getppid", "gettimeofday", "kill", "memchr", "memcmp", "memcpy",
	"memmove", "memset", "mmap", "munmap", "nanosleep", "pause", "pipe", "pipe2", "poll",
	"posix_spawn", "pselect", "pthread_kill", "pthread_self", "pthread_sigmask",
	"pthread_yield", "raise", "read", "readv", "recv", "recvmsg", "sched_yield", "select",
	"sem_post", "send", "sendmsg", "setitimer", "shutdown", "sigaction", "signal",
	"sigpending", "sigprocmask", "sigsuspend", "sleep", "socketpair", "stpcpy", "strcat",
	"strchr", "strcmp", "strcpy", "strlen", "strncat", "strncmp", "strncpy", "strnlen",
	"strrchr", "strstr", "time", "usleep", "wait", "waitpid", "write", "writev",
};
/* clang-format on */

static int compare(const void *name, const void *row)
{
	return strcmp(name, *(const char *const *)row);
}

static bool is_safe(const char *name)
{
	return bsearch(name, safe, sizeof safe / sizeof safe[0], sizeof safe[0], compare) != NULL;
}

/* On objects of the program's own. */
static bool synchronises(const char *name)
{
	static const char *const prefixes[] = {"pthread_", "sem_", "mtx_", "cnd_",
					       "tss_",	   "thrd_", "call_once"};

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	return false;
}

static void report(enum finding_kind kind, const char *name, const char *where, uintptr_t pc)
{
	char message[WIRE_TEXT];

	world.failed = true;
	snprintf(message, sizeof message, "%s is called %s: it is not async-signal-safe", name, where);
	report_here(kind, pc, NULL, message);
}

void call_check_safety(const char *name, uintptr_t pc)
{
	if (is_safe(name))
		return;
	if (world.self->handlers > 0)
		report(FINDING_SIGNAL_UNSAFE, name, "in a signal's handler", pc);
	else if (process_self()->threaded && !synchronises(name))
		report(FINDING_FORK_UNSAFE, name,
		       "in the child of a process that had other threads when it forked", pc);
}
