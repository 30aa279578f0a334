/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 */
/* Barriers: which thread is the serial one, is left open. */
#include "rules.h"

static pthread_barrier_t barrier;

static void *wait_there(void *unused)
{
	(void)unused;
	return (void *)(long)(pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD);
}

int main(void)
{
	pthread_t other;
	void *others, *mine;

	RULE(pthread_barrier_init(&barrier, NULL, 2) == 0);
	RULE(pthread_create(&other, NULL, wait_there, NULL) == 0);
	mine = wait_there(NULL);
	RULE(pthread_join(other, &others) == 0);
	RULE(mine != others);
	outcome((long)mine);
	return 0;
}
