/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/* Who does not get the lock does without the line. */
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
	if (pthread_mutex_trylock(&journal.lock) != 0)
		return;
	journal.lines++;
	journal.letters += (int)strlen(line);
	pthread_mutex_unlock(&journal.lock);
}

int journal_lines(void)
{
	int lines;
	int busy = pthread_mutex_trylock(&journal.lock);

	lines = journal.lines;
	if (!busy)
		pthread_mutex_unlock(&journal.lock);
	return lines;
}

int journal_letters(void)
{
	int letters;
	int busy = pthread_mutex_trylock(&journal.lock);

	letters = journal.letters;
	if (!busy)
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
