/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 */
/* sem_wait: 0: it got what another thread posted, 1: EINTR, a handler ran while it waited. */
#include "rules.h"

#include <semaphore.h>
#include <signal.h>

static sem_t semaphore;
static pthread_t first;

static void do_nothing(int number)
{
	(void)number;
}

static void *interrupt_and_post(void *unused)
{
	RULE(pthread_kill(first, SIGUSR1) == 0);
	RULE(sem_post(&semaphore) == 0);
	return unused;
}

int main(void)
{
	struct sigaction action = {.sa_handler = do_nothing};
	pthread_t other;
	int result;

	first = pthread_self();
	RULE(sem_init(&semaphore, 0, 0) == 0);
	RULE(sigaction(SIGUSR1, &action, NULL) == 0);
	RULE(pthread_create(&other, NULL, interrupt_and_post, NULL) == 0);
	result = sem_wait(&semaphore);
	RULE(result == 0 || errno == EINTR);
	RULE(pthread_join(other, NULL) == 0);
	outcome(result != 0);
	return 0;
}
