/* SPDX-License-Identifier: MIT */
#include "checking.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "die.h"
#include "interrupt.h"
#include "progress.h"

/* Most machines of students have two processors, and a tool needs one. */
#define WORKERS 2

struct work {
	struct subject *subject;
	const struct settings *native, *tools;
	const struct checker *const *list;
	struct result *results;
	unsigned count;

	pthread_mutex_t lock; /* guards next; nothing is taken in it */
	unsigned next;
};

double checking_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void run_one(struct work *work, unsigned i)
{
	const struct checker *checker = work->list[i];
	struct result *result = &work->results[i];
	double began = checking_clock();
	char *why = NULL;

	if (checker->usable != NULL && !checker->usable(&why)) {
		result->status = STATUS_SKIPPED;
		result->note = why;
		return;
	}
	progress_set(checker->name, 0, 0);
	checker->check(work->subject, checker->native ? work->native : work->tools, result);
	progress_end(checker->name);
	if (result->seconds <= 0)
		result->seconds = checking_clock() - began;
}

/* Index of the next checker that is not native; work->count: none is left. */
static unsigned take(struct work *work)
{
	unsigned taken;

	if (pthread_mutex_lock(&work->lock) != 0)
		bug("the lock of a check is broken");
	while (work->next < work->count && work->list[work->next]->native)
		work->next++;
	taken = work->next;
	if (taken < work->count)
		work->next++;
	if (pthread_mutex_unlock(&work->lock) != 0)
		bug("the lock of a check is broken");
	return taken;
}

static void *worker(void *of)
{
	struct work *work = of;

	for (unsigned i = take(work); i < work->count; i = take(work))
		run_one(work, i);
	return NULL;
}

/* The calling thread is one of the workers, so that it goes on, slower, where no thread can be
 * made. */
static void run_tools(struct work *work)
{
	pthread_t threads[WORKERS - 1];
	unsigned more = work->tools->among_others ? 0 : WORKERS - 1, started = 0;

	while (started < more && pthread_create(&threads[started], NULL, worker, work) == 0)
		started++;
	worker(work);
	while (started > 0)
		if (pthread_join(threads[--started], NULL) != 0)
			bug("a worker of a check cannot be joined");
}

bool checking_run(struct subject *subject, const struct settings *native,
		  const struct settings *tools, const struct checker *const *list, unsigned count,
		  struct checking *checking, char **error)
{
	struct work work = {subject, native, tools, list, NULL, count, PTHREAD_MUTEX_INITIALIZER,
			    0};
	double began = checking_clock();
	bool built;

	progress_set("building", 0, 0);
	built = subject_build(subject, error);
	progress_end("building");
	interrupt_hold();
	if (!built)
		return false;
	work.results = calloc(count + 1, sizeof *work.results);
	if (work.results == NULL)
		die("out of memory");
	for (unsigned i = 0; i < count; i++)
		work.results[i].checker = list[i]->name;
	for (unsigned i = 0; i < count; i++)
		if (list[i]->native)
			run_one(&work, i);
	run_tools(&work);
	interrupt_hold();
	checking->results = work.results;
	checking->count = count;
	checking->verdict = verdict_decide(subject, work.results, count);
	checking->seconds = checking_clock() - began;
	return true;
}

void checking_release(struct checking *checking)
{
	for (unsigned i = 0; i < checking->count; i++)
		result_release(&checking->results[i]);
	free(checking->results);
	*checking = (struct checking){0};
}
