/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: sleeps and clocks, in virtual time.
 *
 * Each thread's clock starts at the same moment and is put forward by what the thread itself sleeps
 * or waits, and to the clock of whoever it depends on.  A sleep costs nothing and orders nothing.
 */
#include "calls.h"

#include <errno.h>
#include <sched.h>
#include <sys/time.h>
#include <threads.h>
#include <unistd.h>

#include "cancel.h"
#include "timers.h"

#define NSEC  1000000000LL
#define EPOCH (1700000000LL * NSEC) /* what the real-time clock shows at first */
#define BOOT  (1000LL * NSEC)	    /* ... and the others */

static long long to_nsec(const struct timespec *time)
{
	return time->tv_sec * NSEC + time->tv_nsec;
}

static struct timespec from_nsec(long long nsec)
{
	return (struct timespec){.tv_sec = nsec / NSEC, .tv_nsec = nsec % NSEC};
}

static long long base(clockid_t clock)
{
	return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI
		       ? EPOCH
		       : BOOT;
}

static long long now(clockid_t clock)
{
	return base(clock) + world.self->time;
}

bool time_is_valid(const struct timespec *time)
{
	return time->tv_nsec >= 0 && time->tv_nsec < NSEC;
}

bool time_is_waited_by(clockid_t clock)
{
	return clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC;
}

void time_skip_to(clockid_t clock, const struct timespec *deadline)
{
	long long left = to_nsec(deadline) - now(clock);

	if (left > 0)
		world.self->time += left;
}

/* Where the program keeps the time that it asked for: what is there changes without its doing. */
static void told(const void *at)
{
	world.self->spin.time_at = (uintptr_t)at;
}

static bool is_clock(clockid_t clock)
{
	return clock >= 0 && clock <= CLOCK_TAI;
}

/* A length, unlike a time to wait for, is not negative. */
static bool is_length(const struct timespec *length)
{
	return time_is_valid(length) && length->tv_sec >= 0;
}

/* Returns the nanoseconds that were left when a handler interrupted it. */
static long long sleep_for(long long nsec, uintptr_t pc)
{
	struct thread *self = world.self;
	int64_t end = self->time + (nsec > 0 ? nsec : 0);

	cancel_point(pc);
	while (timers_expire_before(end)) {
		int64_t interrupted;

		if (timers_await(&interrupted, pc))
			continue;
		if (interrupted > self->time)
			self->time = interrupted;
		return end - self->time;
	}
	if (end > self->time)
		self->time = end;
	turn_take(&(struct op){.kind = OP_LOCAL, .pc = pc});
	return 0;
}

unsigned __wrap_sleep(unsigned seconds)
{
	CALL_BEGIN();
	return (unsigned)((sleep_for(seconds * NSEC, POINT_PC()) + NSEC - 1) / NSEC);
}

int __wrap_usleep(useconds_t usec)
{
	CALL_BEGIN();
	return sleep_for(usec * 1000LL, POINT_PC()) > 0 ? call_fail(EINTR) : 0;
}

/* 0 or EINTR; then *left says how much was left. */
static int sleep_or_tell(long long nsec, struct timespec *left, uintptr_t pc)
{
	long long rest;

	call_tells(left, sizeof *left, pc);
	rest = sleep_for(nsec, pc);

	if (left != NULL && rest > 0)
		*left = from_nsec(rest);
	return rest > 0 ? EINTR : 0;
}

int __wrap_nanosleep(const struct timespec *length, struct timespec *left)
{
	CALL_BEGIN();
	if (!is_length(length))
		return call_fail(EINVAL);
	return sleep_or_tell(to_nsec(length), left, POINT_PC()) == 0 ? 0 : call_fail(EINTR);
}

int __wrap_thrd_sleep(const struct timespec *length, struct timespec *left)
{
	CALL_BEGIN();
	return sleep_or_tell(to_nsec(length), left, POINT_PC()) == 0 ? 0 : -1;
}

int __wrap_clock_nanosleep(clockid_t clock, int flags, const struct timespec *time,
			   struct timespec *left)
{
	bool absolute = flags & TIMER_ABSTIME;

	CALL_BEGIN();
	if (!is_length(time) || !is_clock(clock))
		return EINVAL;
	return sleep_or_tell(to_nsec(time) - (absolute ? now(clock) : 0), absolute ? NULL : left,
			     POINT_PC());
}

int __wrap_clock_gettime(clockid_t clock, struct timespec *time)
{
	if (!is_clock(clock))
		return call_fail(EINVAL);
	call_tells(time, sizeof *time, POINT_PC());
	*time = from_nsec(now(clock));
	told(time);
	return 0;
}

int __wrap_timespec_get(struct timespec *time, int kind)
{
	if (kind != TIME_UTC)
		return 0;
	call_tells(time, sizeof *time, POINT_PC());
	*time = from_nsec(now(CLOCK_REALTIME));
	told(time);
	return kind;
}

int __wrap_gettimeofday(struct timeval *time, void *zone)
{
	long long nsec = now(CLOCK_REALTIME);

	(void)zone;
	call_tells(time, sizeof *time, POINT_PC());
	*time = (struct timeval){.tv_sec = nsec / NSEC, .tv_usec = nsec % NSEC / 1000};
	told(time);
	return 0;
}

time_t __wrap_time(time_t *time)
{
	time_t seconds = now(CLOCK_REALTIME) / NSEC;

	call_tells(time, sizeof *time, POINT_PC());
	if (time != NULL)
		*time = seconds;
	return seconds;
}

clock_t __wrap_clock(void)
{
	return (clock_t)(world.self->time / (NSEC / CLOCKS_PER_SEC));
}

int __wrap_sched_yield(void)
{
	CALL_BEGIN();
	turn_take(&(struct op){.kind = OP_LOCAL, .pc = POINT_PC()});
	return 0;
}

int __wrap_pthread_yield(void)
{
	return __wrap_sched_yield();
}
