/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: sleeps and clocks, in virtual time.
 *
 * A program that is right only because somebody sleeps long enough is wrong, and a million runs that
 * each sleep a second never end.  So a sleep lasts a moment of random length, and then the clocks
 * that the program sees are put forward to where the sleep would have ended.
 */
#include "calls.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

#define NSEC 1000000000LL

static long long to_nsec(const struct timespec *time)
{
	return time->tv_sec * NSEC + time->tv_nsec;
}

static struct timespec from_nsec(long long nsec)
{
	return (struct timespec){.tv_sec = nsec / NSEC, .tv_nsec = nsec % NSEC};
}

static bool is_virtual(clockid_t clock)
{
	return clock != CLOCK_PROCESS_CPUTIME_ID && clock != CLOCK_THREAD_CPUTIME_ID;
}

static long long now_nsec(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	if (!is_virtual(clock))
		return to_nsec(&now);
	return to_nsec(&now) + (long long)atomic_load(&slot_table->skipped_nsec);
}

void time_now(clockid_t clock, struct timespec *now)
{
	*now = from_nsec(now_nsec(clock));
}

/* How long a wait of that many virtual nanoseconds really lasts. */
static long long moment(long long nsec)
{
	/* A tool slows the other threads down by ten or more. */
	long long most = rt.tool ? 2000000 : 100000;

	if (nsec <= 0)
		return 0;
	if (!rt.tool && slot_self != NULL)
		most = (long long)(noise_random(slot_self) >> 20) % most;
	return nsec < most ? nsec : most;
}

struct timespec time_soon(clockid_t clock, const struct timespec *deadline)
{
	struct timespec real;

	clock_gettime(clock, &real);
	return from_nsec(to_nsec(&real) + moment(to_nsec(deadline) - now_nsec(clock)));
}

/*
 * A sleep counts for as many steps as it lasts, at least: a loop that sleeps and looks comes to the
 * limit of a run, too.  Under a tool steps are dearer.
 */
#define SLEEP_STEPS (rt.tool ? 100 : 1000)

void time_skip_to(clockid_t clock, const struct timespec *deadline)
{
	long long left = to_nsec(deadline) - now_nsec(clock);

	if (slot_self != NULL)
		__atomic_store_n(&slot_self->points, slot_self->points + SLEEP_STEPS,
				 __ATOMIC_RELAXED);

	if (left > 0)
		atomic_fetch_add(&slot_table->skipped_nsec, (uint64_t)left);
}

static void sleep_until(clockid_t clock, const struct timespec *deadline)
{
	struct timespec length = from_nsec(moment(to_nsec(deadline) - now_nsec(clock)));

	slot_wait_timed();
	nanosleep(&length, NULL); /* a cancellation point, as the sleep that it stands for */
	slot_go_on();
	time_skip_to(clock, deadline);
}

static void sleep_for(long long nsec)
{
	struct timespec deadline = from_nsec(now_nsec(CLOCK_MONOTONIC) + nsec);

	sleep_until(CLOCK_MONOTONIC, &deadline);
}

unsigned __wrap_sleep(unsigned seconds)
{
	call_enter(POINT_CALL, NULL, POINT_PC());
	sleep_for(seconds * NSEC);
	return (unsigned)call_leave(0);
}

int __wrap_usleep(useconds_t usec)
{
	call_enter(POINT_CALL, NULL, POINT_PC());
	sleep_for(usec * 1000LL);
	return call_leave(0);
}

int __wrap_nanosleep(const struct timespec *length, struct timespec *left)
{
	call_enter(POINT_CALL, NULL, POINT_PC());
	sleep_for(to_nsec(length));
	if (left != NULL)
		*left = (struct timespec){0};
	return call_leave(0);
}

int __wrap_clock_nanosleep(clockid_t clock, int flags, const struct timespec *time,
			   struct timespec *left)
{
	call_enter(POINT_CALL, NULL, POINT_PC());
	if (flags & TIMER_ABSTIME)
		sleep_until(clock, time);
	else
		sleep_for(to_nsec(time));
	if (left != NULL)
		*left = (struct timespec){0};
	return call_leave(0);
}

int __wrap_clock_gettime(clockid_t clock, struct timespec *now)
{
	call_enter(POINT_CALL, NULL, POINT_PC());
	time_now(clock, now);
	return call_leave(0);
}

int __wrap_gettimeofday(struct timeval *now, void *zone)
{
	long long nsec = now_nsec(CLOCK_REALTIME);

	(void)zone;
	call_enter(POINT_CALL, NULL, POINT_PC());
	*now = (struct timeval){.tv_sec = nsec / NSEC, .tv_usec = nsec % NSEC / 1000};
	return call_leave(0);
}

time_t __wrap_time(time_t *now)
{
	time_t seconds = now_nsec(CLOCK_REALTIME) / NSEC;

	call_enter(POINT_CALL, NULL, POINT_PC());
	if (now != NULL)
		*now = seconds;
	call_leave(0);
	return seconds;
}

int __wrap_sched_yield(void)
{
	call_enter(POINT_CALL, NULL, POINT_PC());
	return call_leave(sched_yield());
}
