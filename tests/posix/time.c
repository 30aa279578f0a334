/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Sleeps and clocks. */
#include "rules.h"

/* clock_gettime: the monotonic clock does not go back. */
static void time_does_not_go_back(void)
{
	struct timespec before;

	RULE(clock_gettime(CLOCK_MONOTONIC, &before) == 0);
	RULE(has_come(CLOCK_MONOTONIC, &before));
}

/* nanosleep: takes as long as it is told, at least. */
static void a_sleep_lasts(void)
{
	struct timespec end = soon(CLOCK_MONOTONIC);

	RULE(nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL) == 0);
	RULE(has_come(CLOCK_MONOTONIC, &end));
}

/* nanosleep: EINVAL, the nanoseconds are out of range. */
static void a_sleep_knows_a_time_that_is_none(void)
{
	RULE(fails(nanosleep(&no_time, NULL), EINVAL));
	RULE(fails(nanosleep(&(struct timespec){.tv_nsec = -1}, NULL), EINVAL));
}

/* Linux: nanosleep: EINVAL, the seconds are negative. */
static void a_sleep_is_not_negative(void)
{
	RULE(fails(nanosleep(&(struct timespec){.tv_sec = -1}, NULL), EINVAL));
}

/* clock_nanosleep: returns the error itself, and does not touch errno. */
static void clock_nanosleep_returns_its_error(void)
{
	errno = 0;
	RULE(clock_nanosleep(CLOCK_MONOTONIC, 0, &no_time, NULL) == EINVAL);
	RULE(errno == 0);
}

/* clock_nanosleep: with TIMER_ABSTIME, it returns at once if the time has come. */
static void a_sleep_until_the_past_is_none(void)
{
	RULE(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &(struct timespec){0}, NULL) == 0);
	RULE(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &past, NULL) == 0);
}

/* clock_nanosleep: with TIMER_ABSTIME, it returns when the time has come, and not before. */
static void a_sleep_until_a_time_lasts_until_then(void)
{
	struct timespec end = soon(CLOCK_REALTIME);

	RULE(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &end, NULL) == 0);
	RULE(has_come(CLOCK_REALTIME, &end));
}

/* clock_gettime, clock_nanosleep: EINVAL, there is no such clock. */
static void there_are_only_so_many_clocks(void)
{
	struct timespec time;

	RULE(fails(clock_gettime(77, &time), EINVAL));
	RULE(clock_nanosleep(77, 0, &past, NULL) == EINVAL);
}

/* sleep: returns what is left of the time: nothing, when nothing has interrupted it. */
static void a_whole_sleep_leaves_nothing(void)
{
	RULE(sleep(0) == 0);
	RULE(usleep(1) == 0);
}

int main(void)
{
	time_does_not_go_back();
	a_sleep_lasts();
	a_sleep_knows_a_time_that_is_none();
	a_sleep_is_not_negative();
	clock_nanosleep_returns_its_error();
	a_sleep_until_the_past_is_none();
	a_sleep_until_a_time_lasts_until_then();
	there_are_only_so_many_clocks();
	a_whole_sleep_leaves_nothing();
	return 0;
}
