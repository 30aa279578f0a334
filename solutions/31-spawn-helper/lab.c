/* SPDX-License-Identifier: MIT */
/* Reference for 31-spawn-helper: whoever forks holds the lock, so that its copy has an owner. */
#include "lab.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

static struct {
	pthread_mutex_t lock; /* guards what follows */
	int lines;
	int letters;
} journal = {.lock = PTHREAD_MUTEX_INITIALIZER};

void journal_open(void)
{
	journal.lines = 0;
	journal.letters = 0;
}

void journal_write(const char *line)
{
	pthread_mutex_lock(&journal.lock);
	journal.lines++;
	journal.letters += (int)strlen(line);
	pthread_mutex_unlock(&journal.lock);
}

int journal_lines(void)
{
	int lines;

	pthread_mutex_lock(&journal.lock);
	lines = journal.lines;
	pthread_mutex_unlock(&journal.lock);
	return lines;
}

int journal_letters(void)
{
	int letters;

	pthread_mutex_lock(&journal.lock);
	letters = journal.letters;
	pthread_mutex_unlock(&journal.lock);
	return letters;
}

pid_t helper_send(void (*errand)(void))
{
	pid_t helper;

	/*
	 * fork() copies the lock as it is, but of all threads only the one that calls.  If that one holds
	 * the lock, nobody else is in the middle of a line, and the copy belongs to somebody who is there
	 * to give it back: on both sides.
	 */
	pthread_mutex_lock(&journal.lock);
	helper = fork();
	pthread_mutex_unlock(&journal.lock);
	if (helper == 0) {
		errand();
		_exit(127); /* an errand does not come back */
	}
	return helper;
}
