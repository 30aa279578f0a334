/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 1 2 3 */
/* pthread_cancel: a thread is ended at the first of its points that comes after the request. */
#include "rules.h"

#include <stdatomic.h>

static atomic_int steps;

static void *step(void *unused)
{
	(void)unused;
	atomic_fetch_add(&steps, 1);
	pthread_testcancel();
	atomic_fetch_add(&steps, 1);
	pthread_testcancel();
	atomic_fetch_add(&steps, 1);
	return &steps;
}

int main(void)
{
	pthread_t thread;
	void *result;

	RULE(pthread_create(&thread, NULL, step, NULL) == 0);
	RULE(pthread_cancel(thread) == 0);
	RULE(pthread_join(thread, &result) == 0);
	RULE((result == PTHREAD_CANCELED) == (atomic_load(&steps) < 3));
	outcome(atomic_load(&steps));
	return 0;
}
