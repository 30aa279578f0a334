/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: waits for one of several descriptors.
 *
 * Without a limit they are waits as that of a read() is.  With one, they really last a moment, and
 * then the program's clocks are put forward, as of any other wait with a limit.
 */
#include "calls.h"

#include <poll.h>
#include <sys/select.h>

#define NSEC 1000000000L

static void add(struct timespec *sum, const struct timespec *more)
{
	sum->tv_sec += more->tv_sec;
	sum->tv_nsec += more->tv_nsec;
	if (sum->tv_nsec >= NSEC) {
		sum->tv_sec++;
		sum->tv_nsec -= NSEC;
	}
}

/* The virtual time at which so long a wait ends, and how long it is to last really. */
static struct timespec deadline_of(const struct timespec *limit, struct timespec *really)
{
	struct timespec deadline, now;

	time_now(CLOCK_MONOTONIC, &deadline);
	add(&deadline, limit);
	*really = time_soon(CLOCK_MONOTONIC, &deadline);
	clock_gettime(CLOCK_MONOTONIC, &now);
	add(really, &(struct timespec){-now.tv_sec - 1, NSEC - now.tv_nsec});
	if (really->tv_sec < 0)
		*really = (struct timespec){0};
	return deadline;
}

static bool is_moment(const struct timespec *limit)
{
	return limit != NULL && limit->tv_sec == 0 && limit->tv_nsec == 0;
}

static bool is_time(const struct timespec *limit)
{
	return limit->tv_sec >= 0 && limit->tv_nsec >= 0 && limit->tv_nsec < NSEC;
}

/* What one of the four asks; all are asked in the widest form. */
struct question {
	bool polls; /* else it selects */
	struct pollfd *fds;
	nfds_t count;
	int highest;
	fd_set *in, *out, *else_;
	const sigset_t *mask;
};

static int ask(const struct question *question, const struct timespec *limit)
{
	if (question->polls)
		return ppoll(question->fds, question->count, limit, question->mask);
	return pselect(question->highest, question->in, question->out, question->else_, limit,
		       question->mask);
}

static int ask_without_limit(const struct question *question, uintptr_t pc)
{
	int ready;

	slot_wait((struct wait){.kind = WAIT_PIPE, .pc = pc});
	ready = ask(question, NULL);
	slot_go_on();
	return ready;
}

static int ask_until(const struct question *question, const struct timespec *limit)
{
	struct timespec really, deadline = deadline_of(limit, &really);
	int ready;

	slot_wait_timed();
	ready = ask(question, &really);
	slot_go_on();
	if (ready == 0)
		time_skip_to(CLOCK_MONOTONIC, &deadline);
	return ready;
}

static int await_any(const struct question *question, const struct timespec *limit, uintptr_t pc)
{
	call_enter(POINT_TAKE, NULL, pc);
	if (limit == NULL)
		return call_leave(ask_without_limit(question, pc));
	/* Who only looks waits for nothing, and a limit that is none is for the kernel to refuse. */
	if (is_moment(limit) || !is_time(limit))
		return call_leave(ask(question, limit));
	return call_leave(ask_until(question, limit));
}

int __wrap_poll(struct pollfd *fds, nfds_t count, int milliseconds)
{
	struct timespec limit = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
	struct question question = {.polls = true, .fds = fds, .count = count};

	return await_any(&question, milliseconds < 0 ? NULL : &limit, POINT_PC());
}

int __wrap_ppoll(struct pollfd *fds, nfds_t count, const struct timespec *limit,
		 const sigset_t *mask)
{
	struct question question = {.polls = true, .fds = fds, .count = count, .mask = mask};

	return await_any(&question, limit, POINT_PC());
}

int __wrap_select(int highest, fd_set *in, fd_set *out, fd_set *else_, struct timeval *limit)
{
	struct question question = {.highest = highest, .in = in, .out = out, .else_ = else_};
	struct timespec time = {0};

	if (limit != NULL)
		time = (struct timespec){limit->tv_sec, limit->tv_usec * 1000L};
	return await_any(&question, limit == NULL ? NULL : &time, POINT_PC());
}

int __wrap_pselect(int highest, fd_set *in, fd_set *out, fd_set *else_,
		   const struct timespec *limit, const sigset_t *mask)
{
	struct question question = {
		.highest = highest, .in = in, .out = out, .else_ = else_, .mask = mask};

	return await_any(&question, limit, POINT_PC());
}
