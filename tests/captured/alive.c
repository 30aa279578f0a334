/* SPDX-License-Identifier: MIT */
/* The first thread still lives when the second races with it: DRD can say where it was. */
#include <pthread.h>
#include <sys/prctl.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int hits;

static void *first(void *arg)
{
	prctl(PR_SET_NAME, "T1");
	pthread_mutex_lock(&lock);
	pthread_mutex_unlock(&lock);
	hits++;
	pthread_mutex_lock(&lock);
	pthread_mutex_unlock(&lock);
	sleep(1);
	return arg;
}

static void *second(void *arg)
{
	prctl(PR_SET_NAME, "T2");
	usleep(300000);
	hits++;
	return arg;
}

void scenario(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, first, NULL);
	pthread_create(&t[1], NULL, second, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
}
