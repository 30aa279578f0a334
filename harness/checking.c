/* SPDX-License-Identifier: MIT */
#include "checking.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "die.h"
#include "interrupt.h"
#include "progress.h"
#include "text.h"

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
	while (work->next < work->count &&
	       (work->list[work->next]->native || work->list[work->next]->looks))
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

/* False: one that looks has found something. */
static bool look(struct work *work)
{
	bool clean = true;

	for (unsigned i = 0; i < work->count; i++) {
		if (!work->list[i]->looks)
			continue;
		run_one(work, i);
		clean = clean && work->results[i].findings.count == 0;
	}
	return clean;
}

static void skip_those_that_run(struct work *work, const char *why)
{
	for (unsigned i = 0; i < work->count; i++) {
		if (work->list[i]->looks)
			continue;
		work->results[i].status = STATUS_SKIPPED;
		work->results[i].note = format_string("%s", why);
	}
}

/* Has everybody who was asked looked, and seen what there is? */
static bool is_done(const struct work *work)
{
	for (unsigned i = 0; i < work->count; i++)
		if (!work->list[i]->looks || work->results[i].status == STATUS_ERROR)
			return false;
	return true;
}

static bool is_fit(const struct work *work)
{
	for (unsigned i = 0; i < work->count; i++)
		if (work->results[i].unfit)
			return false;
	return true;
}

/* Is there a program to run?  False, and *error set: there should be one. */
static bool build(struct work *work, char **error)
{
	bool clean = look(work), built;

	if (is_done(work))
		return false;
	if (!is_fit(work)) {
		skip_those_that_run(work, "this file is not given to a compiler: see what was found");
		return false;
	}
	progress_set("building", 0, 0);
	built = subject_build(work->subject, error);
	progress_end("building");
	if (!built && !clean) {
		skip_those_that_run(work, *error);
		free(*error);
		*error = NULL;
	}
	return built;
}

static void run_all(struct work *work)
{
	for (unsigned i = 0; i < work->count; i++)
		if (work->list[i]->native)
			run_one(work, i);
	run_tools(work);
}

static void release(struct result *results, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		result_release(&results[i]);
	free(results);
}

bool checking_run(struct subject *subject, const struct settings *native,
		  const struct settings *tools, const struct checker *const *list, unsigned count,
		  struct checking *checking, char **error)
{
	struct work work = {subject, native, tools, list, NULL, count, PTHREAD_MUTEX_INITIALIZER,
			    0};
	double began = checking_clock();

	*error = NULL;
	work.results = calloc(count + 1, sizeof *work.results);
	if (work.results == NULL)
		die("out of memory");
	for (unsigned i = 0; i < count; i++)
		work.results[i].checker = list[i]->name;
	if (build(&work, error)) {
		interrupt_hold();
		run_all(&work);
	}
	interrupt_hold();
	if (*error != NULL) {
		release(work.results, count);
		return false;
	}
	checking->results = work.results;
	checking->count = count;
	checking->verdict = verdict_decide(subject, work.results, count);
	checking->seconds = checking_clock() - began;
	return true;
}

void checking_release(struct checking *checking)
{
	release(checking->results, checking->count);
	*checking = (struct checking){0};
}
