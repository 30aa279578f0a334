/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Timers that end the process: they wait for their time. */
#include "rules.h"

#include <signal.h>
#include <sys/time.h>

/* setitimer: EINVAL, the microseconds are out of range; tells what was left. */
static void a_timer_tells_what_was_left(void)
{
	struct itimerval one = {.it_value = {1000, 0}}, none = {0}, old;
	struct itimerval bad = {.it_value = {0, 1000000}};

	RULE(setitimer(ITIMER_REAL, &one, NULL) == 0);
	RULE(setitimer(ITIMER_REAL, &none, &old) == 0);
	RULE(old.it_value.tv_sec > 900 && old.it_interval.tv_sec == 0);
	RULE(fails(setitimer(ITIMER_REAL, &bad, NULL), EINVAL));
}

/* alarm: returns the seconds that were left of the one before, or 0. */
static void an_alarm_takes_the_place_of_another(void)
{
	RULE(alarm(1000) == 0);
	RULE(alarm(500) > 900);
	RULE(alarm(0) > 400);
	RULE(alarm(0) == 0);
}

/* alarm: SIGALRM ends a process that does not handle it, when the time has come. */
static void an_alarm_ends_a_process(void)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		alarm(1);
		pause();
		_exit(1);
	}
	RULE(waitpid(child, &status, 0) == child);
	RULE(WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM);
}

int main(void)
{
	a_timer_tells_what_was_left();
	an_alarm_takes_the_place_of_another();
	an_alarm_ends_a_process();
	return 0;
}
