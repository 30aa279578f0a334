/* SPDX-License-Identifier: MIT */
/*
 * What the programs of rules in this folder share.
 *
 * A program is a table of rules about one family of calls, or one question to the scheduler.  The
 * line after its SPDX line says which:
 *     rules: determined        every RULE holds and it exits with 0, however it is scheduled
 *     rules: outcomes          it ends with one call of outcome(); the line after lists, as
 *                              "outcomes: 0 1 3", every number that some schedule gives it
 * and, after commas, what the explorer says of it, if that is not `proved`:
 *     sampled                  it has too many orders to run all of them: nothing is found
 *     native only              it calls what is not modelled, and so is `unsupported`
 *     finds KIND               it does on purpose what is found: every finding is of that kind
 * tests/test_posix.c runs each with the real kernel and libc, and with the explorer.
 *
 * A rule is a function: its comment names the page of POSIX.1-2017 and what it says there; "Linux:"
 * and "glibc:" mark what POSIX leaves open and these decide.
 *
 * Included first: it asks for the GNU calls, too.
 */
#ifndef RACELAB_POSIX_RULES_H
#define RACELAB_POSIX_RULES_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* As assert(), but there whatever NDEBUG says, so the claim may have effects. */
#define RULE(claim) \
	((claim) ? (void)0 : __assert_fail(#claim, __FILE__, __LINE__, __func__))

/* What the program came to; the test gives its meaning. */
void outcome(long value);

/* Of a call that returns -1 and sets errno. */
static inline bool fails(long result, int error)
{
	return result == -1 && errno == error;
}

/* A time that was there long ago, on every clock. */
static const struct timespec past = {.tv_sec = 1};

/* No time at all: there are only so many nanoseconds in a second. */
static const struct timespec no_time = {.tv_sec = 1, .tv_nsec = 1000000000};

/* In two milliseconds. */
static inline struct timespec soon(clockid_t clock)
{
	struct timespec time;

	RULE(clock_gettime(clock, &time) == 0);
	time.tv_nsec += 2000000;
	if (time.tv_nsec >= 1000000000) {
		time.tv_sec++;
		time.tv_nsec -= 1000000000;
	}
	return time;
}

static inline bool has_come(clockid_t clock, const struct timespec *time)
{
	struct timespec now;

	RULE(clock_gettime(clock, &now) == 0);
	return now.tv_sec > time->tv_sec ||
	       (now.tv_sec == time->tv_sec && now.tv_nsec >= time->tv_nsec);
}

/* Zeroed memory that the children to come will share. */
static inline void *shared_memory(size_t bytes)
{
	void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	RULE(at != MAP_FAILED);
	return at;
}

/* What the function returns in a thread of its own, after that has ended. */
static inline void *in_thread(void *(*start)(void *), void *argument)
{
	pthread_t thread;
	void *result;

	RULE(pthread_create(&thread, NULL, start, argument) == 0);
	RULE(pthread_join(thread, &result) == 0);
	return result;
}

/* The status that the child leaves, as wait() tells it. */
static inline int status_of(pid_t child)
{
	int status;

	RULE(waitpid(child, &status, 0) == child);
	return status;
}

/* What the function returns in a child process: 0 to 255. */
static inline int in_child(int (*body)(void))
{
	pid_t child = fork();
	int status;

	RULE(child != -1);
	if (child == 0)
		_exit(body());
	status = status_of(child);
	RULE(WIFEXITED(status));
	return WEXITSTATUS(status);
}

#endif
