/* SPDX-License-Identifier: MIT */
/* The process is killed from outside after its first error: the report has no end. */
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void scenario(void)
{
	pthread_mutex_lock(&lock);
	pthread_mutex_unlock(&lock);
	pthread_mutex_unlock(&lock);
	/* By a child: at a suicide valgrind would still end its report. */
	if (fork() == 0) {
		kill(getppid(), SIGKILL);
		_exit(0);
	}
	pause();
}
