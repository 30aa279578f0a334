/* SPDX-License-Identifier: MIT */
/* rules: determined, finds lock-misuse */
/* Condition variables: a wait with a mutex that the thread has not. */
#include "rules.h"

static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_mutex_t checking = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;

/* pthread_cond_wait: EPERM, an error-checking mutex is not the caller's. */
static void a_wait_needs_the_mutex(void)
{
	RULE(pthread_cond_wait(&condition, &checking) == EPERM);
	RULE(pthread_cond_timedwait(&condition, &checking, &past) == EPERM);
}

/* ... and after that the mutex is as it was. */
static void a_wait_without_it_has_taken_nothing(void)
{
	RULE(pthread_mutex_trylock(&checking) == 0);
	RULE(pthread_mutex_unlock(&checking) == 0);
}

int main(void)
{
	a_wait_needs_the_mutex();
	a_wait_without_it_has_taken_nothing();
	return 0;
}
