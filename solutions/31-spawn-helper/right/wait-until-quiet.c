/* SPDX-License-Identifier: MIT */
/*
 * Who uses the journal is counted in and out, and a helper is sent when nobody is inside and nobody can
 * come in.  The forking thread holds the door, so its copy has an owner.
 */
#include "lab.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

static struct {
	pthread_mutex_t lock; /* guards what follows */
	pthread_mutex_t door; /* who comes in, or keeps others out; guards inside; before lock */
	pthread_cond_t quiet; /* with door: inside has become 0 */
	int inside;
	int lines;
	int letters;
} journal = {.lock = PTHREAD_MUTEX_INITIALIZER,
	     .door = PTHREAD_MUTEX_INITIALIZER,
	     .quiet = PTHREAD_COND_INITIALIZER};

void journal_open(void)
{
	journal.lines = 0;
	journal.letters = 0;
}

static void come_in(void)
{
	pthread_mutex_lock(&journal.door);
	journal.inside++;
	pthread_mutex_unlock(&journal.door);
}

static void go_out(void)
{
	pthread_mutex_lock(&journal.door);
	journal.inside--;
	if (journal.inside == 0)
		pthread_cond_signal(&journal.quiet);
	pthread_mutex_unlock(&journal.door);
}

void journal_write(const char *line)
{
	come_in();
	pthread_mutex_lock(&journal.lock);
	journal.lines++;
	journal.letters += (int)strlen(line);
	pthread_mutex_unlock(&journal.lock);
	go_out();
}

int journal_lines(void)
{
	int lines;

	come_in();
	pthread_mutex_lock(&journal.lock);
	lines = journal.lines;
	pthread_mutex_unlock(&journal.lock);
	go_out();
	return lines;
}

int journal_letters(void)
{
	int letters;

	come_in();
	pthread_mutex_lock(&journal.lock);
	letters = journal.letters;
	pthread_mutex_unlock(&journal.lock);
	go_out();
	return letters;
}

pid_t helper_send(void (*errand)(void))
{
	pid_t helper;

	pthread_mutex_lock(&journal.door);
	while (journal.inside > 0)
		pthread_cond_wait(&journal.quiet, &journal.door);
	helper = fork();
	pthread_mutex_unlock(&journal.door);
	if (helper == 0) {
		errand();
		_exit(127); /* an errand does not come back */
	}
	return helper;
}
