/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 2 3 */
/*
 * Semaphores: two post one each; main tries twice, between whatever they do.  The number has a bit
 * for each try that got one.
 */
#include "rules.h"

#include <semaphore.h>

static sem_t semaphore;

static void *post(void *unused)
{
	RULE(sem_post(&semaphore) == 0);
	return unused;
}

int main(void)
{
	pthread_t posters[2];
	int first, second, left;

	RULE(sem_init(&semaphore, 0, 0) == 0);
	RULE(pthread_create(&posters[0], NULL, post, NULL) == 0);
	RULE(pthread_create(&posters[1], NULL, post, NULL) == 0);
	first = sem_trywait(&semaphore) == 0;
	second = sem_trywait(&semaphore) == 0;
	RULE(pthread_join(posters[0], NULL) == 0);
	RULE(pthread_join(posters[1], NULL) == 0);
	RULE(sem_getvalue(&semaphore, &left) == 0);
	RULE(left == 2 - first - second);
	outcome(first + 2 * second);
	return 0;
}
