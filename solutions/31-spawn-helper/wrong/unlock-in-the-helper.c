/* expect: lock-misuse by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/* The helper frees a lock that it does not hold; often nobody holds it. */
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
	pid_t helper = fork();

	if (helper == 0) {
		pthread_mutex_unlock(&journal.lock);
		errand();
		_exit(127); /* an errand does not come back */
	}
	return helper;
}
