/* SPDX-License-Identifier: MIT */
#include "checkings.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include "die.h"
#include "progress.h"

/* Each has at most one runner and two compilers alive: what launch.c and capture.c can hold. */
#define MOST_WORKERS 6

struct team {
	struct checkings *checkings;
	struct settings native, tools;

	pthread_mutex_t lock; /* labs are described in it: nothing of the judge is taken after it */
	pthread_cond_t finished; /* one more of `ended` is set */
	/* guarded by lock: */
	size_t next;
	bool *ended;
};

static void lock(struct team *team)
{
	if (pthread_mutex_lock(&team->lock) != 0)
		bug("the lock of a team of checks is broken");
}

static void unlock(struct team *team)
{
	if (pthread_mutex_unlock(&team->lock) != 0)
		bug("the lock of a team of checks is broken");
}

/* A description is read by one thread at a time (labs.h), so with the lock held. */
static struct subject *subject_of(const struct checkings *checkings, struct checkings_job *job)
{
	struct subject *subject = NULL;

	if (subject_new(job->lab, job->source, checkings->compiler, checkings->cflags, &subject,
			&job->error)) {
		subject->confined = checkings->native->confined;
		job->description = subject->lab;
	}
	return subject;
}

static void check(const struct team *team, struct checkings_job *job, struct subject *subject)
{
	struct settings native = team->native;

	native.until_failure |= job->until_failure;
	if (subject != NULL)
		checking_run(subject, &native, &team->tools, job->list, job->count, &job->checking,
			     &job->error);
	subject_free(subject);
}

static void *worker(void *of)
{
	struct team *team = of;

	progress_mute();
	lock(team);
	while (team->next < team->checkings->count) {
		size_t mine = team->next++;
		struct checkings_job *job = &team->checkings->jobs[mine];
		struct subject *subject = subject_of(team->checkings, job);

		unlock(team);
		check(team, job, subject);
		lock(team);
		team->ended[mine] = true;
		pthread_cond_signal(&team->finished);
	}
	unlock(team);
	return NULL;
}

/* The main thread: tells of each job once all before it are done. */
static void attend(struct team *team)
{
	struct checkings *checkings = team->checkings;

	for (size_t i = 0; i < checkings->count; i++) {
		progress_set("checking", i, checkings->count);
		lock(team);
		while (!team->ended[i])
			pthread_cond_wait(&team->finished, &team->lock);
		unlock(team);
		if (checkings->done != NULL)
			checkings->done(checkings->context, &checkings->jobs[i]);
	}
	progress_end("checking");
}

/* One more than processors: stress sleeps a third of its time. */
static unsigned workers(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) != 0)
		return 1;
	return CPU_COUNT(&set) < MOST_WORKERS ? (unsigned)CPU_COUNT(&set) + 1 : MOST_WORKERS;
}

void checkings_run(struct checkings *checkings)
{
	struct team team = {.checkings = checkings,
			    .native = *checkings->native,
			    .tools = *checkings->tools,
			    .lock = PTHREAD_MUTEX_INITIALIZER,
			    .finished = PTHREAD_COND_INITIALIZER};
	pthread_t threads[MOST_WORKERS];
	unsigned wanted = workers(), started = 0;

	team.native.among_others = team.tools.among_others = true;
	team.ended = calloc(checkings->count + 1, sizeof *team.ended);
	if (team.ended == NULL)
		die("out of memory");
	while (started < wanted && pthread_create(&threads[started], NULL, worker, &team) == 0)
		started++;
	if (started == 0)
		die("no thread can be made; raise the limit of processes (ulimit -u)");
	attend(&team);
	while (started > 0)
		if (pthread_join(threads[--started], NULL) != 0)
			bug("a worker of a team of checks cannot be joined");
	free(team.ended);
}

void checkings_release(struct checkings *checkings)
{
	for (size_t i = 0; i < checkings->count; i++) {
		checking_release(&checkings->jobs[i].checking);
		free(checkings->jobs[i].error);
	}
}
