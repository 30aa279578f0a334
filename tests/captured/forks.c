/* SPDX-License-Identifier: MIT */
/* The race is in a forked process; it has a report of its own. */
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static int hits;

static void *visit(void *arg)
{
	prctl(PR_SET_NAME, arg);
	hits++;
	return NULL;
}

void scenario(void)
{
	if (fork() == 0) {
		pthread_t t[2];

		pthread_create(&t[0], NULL, visit, "T1");
		pthread_create(&t[1], NULL, visit, "T2");
		pthread_join(t[0], NULL);
		pthread_join(t[1], NULL);
		_exit(0);
	}
	wait(NULL);
}
