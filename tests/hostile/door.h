/* SPDX-License-Identifier: MIT */
/*
 * The way past all that a text can be screened for: the kernel, by libc's own syscall(), which is
 * found by what it looks like.  No name is used that a lab's file must not use; nobody can see in a
 * text what a pointer will be.
 *
 * A hostile file that says #include "door.h" is handed in with these lines in its place
 * (../test_hostile.c): so that what lies behind screening is tried as well, each for one thing.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

/* Of x86-64: the header that has them is none of C or POSIX. */
enum {
	SYS_read = 0,
	SYS_write = 1,
	SYS_open = 2,
	SYS_close = 3,
	SYS_mmap = 9,
	SYS_munmap = 11,
	SYS_rt_sigaction = 13,
	SYS_rt_sigprocmask = 14,
	SYS_pause = 34,
	SYS_setitimer = 38,
	SYS_getpid = 39,
	SYS_socket = 41,
	SYS_connect = 42,
	SYS_clone = 56,
	SYS_fork = 57,
	SYS_execve = 59,
	SYS_kill = 62,
	SYS_ftruncate = 77,
	SYS_readlink = 89,
	SYS_ptrace = 101,
	SYS_setuid = 105,
	SYS_getppid = 110,
	SYS_setsid = 112,
	SYS_setrlimit = 160,
	SYS_mount = 165,
	SYS_exit_group = 231,
	SYS_unshare = 272,
	SYS_pidfd_open = 434,
	SYS_close_range = 436,
	SYS_pidfd_getfd = 438,
};

static long (*kernel(void))(long number, ...)
{
	/* How it begins on x86-64: each argument moves to where the kernel wants it.  It lies not
	 * far behind a function that a lab's file may name. */
	static const char look[] = "\x48\x89\xf8\x48\x89\xf7\x48\x89\xd6\x48\x89\xca\x4d\x89\xc2"
				   "\x4d\x89\xc8\x4c\x8b\x4c\x24\x08\x0f\x05";
	static char *place = (char *)getpagesize;

	while (strncasecmp(place, look, sizeof look - 1) != 0)
		place++;
	return (long (*)(long, ...))place;
}
