/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 */
/* 2.9.5.2: sleep is a cancellation point; whether the request comes in time is the schedule's. */
#include "rules.h"

static void *sleep_a_moment(void *unused)
{
	usleep(1000);
	return unused;
}

int main(void)
{
	pthread_t thread;
	void *result;

	RULE(pthread_create(&thread, NULL, sleep_a_moment, NULL) == 0);
	RULE(pthread_cancel(thread) == 0);
	RULE(pthread_join(thread, &result) == 0);
	outcome(result == PTHREAD_CANCELED);
	return 0;
}
