/* expect: deadlock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/* A recursive lock lets its owner in twice.  The helper's only thread is not the owner. */
#include "lab.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

static struct {
	pthread_mutex_t lock; /* guards what follows */
	int lines;
	int letters;
} journal;

void journal_open(void)
{
	pthread_mutexattr_t recursive;

	pthread_mutexattr_init(&recursive);
	pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&journal.lock, &recursive);
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
	pid_t helper = fork();

	if (helper == 0) {
		errand();
		_exit(127); /* an errand does not come back */
	}
	return helper;
}
