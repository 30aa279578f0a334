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

static int sleep_for(long long nsec, uintptr_t pc)
{
	if (nsec > 0)
		world.self->time += nsec;
	turn_take(&(struct op){.kind = OP_LOCAL, .pc = pc});
	return 0;
}

unsigned __wrap_sleep(unsigned seconds)
{
	TURN_FRAME();
	return (unsigned)sleep_for(seconds * NSEC, POINT_PC());
}

int __wrap_usleep(useconds_t usec)
{
	TURN_FRAME();
	return sleep_for(usec * 1000LL, POINT_PC());
}

int __wrap_nanosleep(const struct timespec *length, struct timespec *left)
{
	TURN_FRAME();
	if (!time_is_valid(length)) {
		world.self->error = EINVAL;
		return -1;
	}
	if (left != NULL)
		*left = (struct timespec){0};
	return sleep_for(to_nsec(length), POINT_PC());
}

int __wrap_thrd_sleep(const struct timespec *length, struct timespec *left)
{
	TURN_FRAME();
	if (left != NULL)
		*left = (struct timespec){0};
	return sleep_for(to_nsec(length), POINT_PC());
}

int __wrap_clock_nanosleep(clockid_t clock, int flags, const struct timespec *time,
			   struct timespec *left)
{
	TURN_FRAME();
	if (!time_is_valid(time))
		return EINVAL;
	if (left != NULL)
		*left = (struct timespec){0};
	return sleep_for(to_nsec(time) - (flags & TIMER_ABSTIME ? now(clock) : 0), POINT_PC());
}

int __wrap_clock_gettime(clockid_t clock, struct timespec *time)
{
	*time = from_nsec(now(clock));
	told(time);
	return 0;
}

int __wrap_timespec_get(struct timespec *time, int kind)
{
	if (kind != TIME_UTC)
		return 0;
	*time = from_nsec(now(CLOCK_REALTIME));
	told(time);
	return kind;
}

int __wrap_gettimeofday(struct timeval *time, void *zone)
{
	long long nsec = now(CLOCK_REALTIME);

	(void)zone;
	*time = (struct timeval){.tv_sec = nsec / NSEC, .tv_usec = nsec % NSEC / 1000};
	told(time);
	return 0;
}

time_t __wrap_time(time_t *time)
{
	time_t seconds = now(CLOCK_REALTIME) / NSEC;

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
	TURN_FRAME();
	turn_take(&(struct op){.kind = OP_LOCAL, .pc = POINT_PC()});
	return 0;
}

int __wrap_pthread_yield(void)
{
	return __wrap_sched_yield();
}
