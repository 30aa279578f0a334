/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 */
/*
 * Condition variables: two wait for one thing, one of them with a deadline that is past.  1: that
 * one got it, 0: it gave up before there was anything, and the other got it.
 */
#include "rules.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
/* guarded by mutex: */
static int things, who = -1;
static bool stop;

static void *wait_patiently(void *unused)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	while (things == 0 && !stop)
		RULE(pthread_cond_wait(&condition, &mutex) == 0);
	if (things > 0) {
		things--;
		who = 0;
	}
	RULE(pthread_mutex_unlock(&mutex) == 0);
	return unused;
}

static void *wait_a_while(void *unused)
{
	int error = 0;

	RULE(pthread_mutex_lock(&mutex) == 0);
	while (things == 0 && !stop && error == 0)
		error = pthread_cond_timedwait(&condition, &mutex, &past);
	RULE(error == 0 || error == ETIMEDOUT);
	if (things > 0) {
		things--;
		who = 1;
	}
	RULE(pthread_mutex_unlock(&mutex) == 0);
	return unused;
}

static void put_one(void)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	things = 1;
	RULE(pthread_cond_signal(&condition) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

static void stop_waiting(void)
{
	RULE(pthread_mutex_lock(&mutex) == 0);
	stop = true;
	RULE(pthread_cond_broadcast(&condition) == 0);
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

int main(void)
{
	pthread_t patient, hasty;

	RULE(pthread_create(&patient, NULL, wait_patiently, NULL) == 0);
	RULE(pthread_create(&hasty, NULL, wait_a_while, NULL) == 0);
	put_one();
	RULE(pthread_join(hasty, NULL) == 0);
	stop_waiting();
	RULE(pthread_join(patient, NULL) == 0);
	outcome(who);
	return 0;
}
