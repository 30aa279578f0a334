/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 2 */
/*
 * Robust mutexes: a child is killed before, while or after it holds one.  0: it had not written,
 * 1: it had written one of two words and held the mutex, 2: it had written both.
 */
#include "rules.h"

#include <signal.h>
#include <stdatomic.h>

static struct shared {
	pthread_mutex_t mutex;
	atomic_int words[2];
} *shared;

static void make(void)
{
	pthread_mutexattr_t attributes;

	shared = shared_memory(sizeof *shared);
	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) == 0);
	RULE(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST) == 0);
	RULE(pthread_mutex_init(&shared->mutex, &attributes) == 0);
}

static void write_both(void)
{
	RULE(pthread_mutex_lock(&shared->mutex) == 0);
	atomic_store(&shared->words[0], 1);
	atomic_store(&shared->words[1], 1);
	RULE(pthread_mutex_unlock(&shared->mutex) == 0);
	for (;;)
		pause();
}

int main(void)
{
	pid_t child = (make(), fork());
	int error, written;

	if (child == 0)
		write_both();
	RULE(kill(child, SIGKILL) == 0 && WTERMSIG(status_of(child)) == SIGKILL);
	error = pthread_mutex_lock(&shared->mutex);
	written = atomic_load(&shared->words[0]) + atomic_load(&shared->words[1]);
	RULE(error == 0 || error == EOWNERDEAD);
	RULE(error == EOWNERDEAD || written != 1);
	outcome(written);
	return 0;
}
