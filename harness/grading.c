/* SPDX-License-Identifier: MIT */
#include "grading.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checking.h"
#include "command.h"
#include "crew.h"
#include "die.h"
#include "grade.h"
#include "grade_key.h"
#include "labs.h"
#include "progress.h"
#include "seam.h"
#include "text.h"

/* How often it is looked whether another grader is done, and whether the line is to be drawn. */
#define TICK_MSEC 200

void grading_begin(struct grading *grading, struct book *book, const struct options *options)
{
	*grading = (struct grading){.book = book, .options = options};
	grade_key_harness(options, grading->harness);
}

void grading_key(const struct grading *grading, const char *lab, const char *lab_hash,
		 const char *bytes, size_t count, const char *unfit, struct book_key *key)
{
	char *words;

	memset(key, 0, sizeof *key);
	snprintf(key->lab, sizeof key->lab, "%s", lab);
	snprintf(key->lab_hash, sizeof key->lab_hash, "%s", lab_hash);
	snprintf(key->harness, sizeof key->harness, "%s", grading->harness);
	if (bytes != NULL) {
		digest_of(bytes, count, key->source);
		return;
	}
	words = format_string("racelab: no submission: %s", unfit);
	digest_of(words, strlen(words), key->source);
	free(words);
}

/* ---- the tasks ---- */

static int by_key(const void *a, const void *b)
{
	const struct book_key *left = a, *right = b;
	int order = strcmp(left->source, right->source);

	return order != 0 ? order : strcmp(left->lab, right->lab);
}

void grading_add(struct grading *grading, const struct grading_task *task)
{
	struct book_key *key = malloc(sizeof *key), **found;

	if (key == NULL)
		die("out of memory");
	*key = task->key;
	found = tsearch(key, &grading->index, by_key);
	if (found == NULL)
		die("out of memory");
	if (*found != key) {
		free(key);
		return;
	}
	grading->tasks = reallocarray(grading->tasks, grading->count + 1, sizeof *grading->tasks);
	if (grading->tasks == NULL)
		die("out of memory");
	grading->tasks[grading->count] = *task;
	grading->tasks[grading->count++].shown = format_string("%s", task->shown);
}

void grading_release(struct grading *grading)
{
	tdestroy(grading->index, free);
	for (size_t i = 0; i < grading->count; i++)
		free(grading->tasks[i].shown);
	free(grading->tasks);
	*grading = (struct grading){0};
}

/* ---- the work ---- */

struct work {
	struct grading *grading;
	struct crew crew;
	size_t next;	  /* tasks before it are begun, done, or another's */
	size_t elsewhere; /* ... of which so many wait for another grader */
	size_t todo, done;
	double began;
};

/* "156 of 300, 1.2 a second, 2 min left" */
static void show(const struct work *work)
{
	double lasted = checking_clock() - work->began;
	double rate = lasted > 0 ? (double)work->done / lasted : 0;
	double left = rate > 0 ? (double)(work->todo - work->done) / rate : 0;
	char more[64];

	if (work->done == 0)
		snprintf(more, sizeof more, "0 of %zu", work->todo);
	else if (left < 90)
		snprintf(more, sizeof more, "%zu of %zu, %.1f a second, %.0f s left", work->done,
			 work->todo, rate, left);
	else
		snprintf(more, sizeof more, "%zu of %zu, %.1f a second, %.0f min left", work->done,
			 work->todo, rate, left / 60);
	progress_tell("grading", work->done, work->todo, more);
}

static bool record(struct work *work, const struct grading_task *task,
		   const struct book_grade *grade, char **error)
{
	if (!book_record(work->grading->book, &task->key, grade, error))
		return false;
	seam("commit");
	work->done++;
	work->grading->graded++;
	return true;
}

static bool record_unfit(struct work *work, const struct grading_task *task, char **error)
{
	const struct lab *lab;
	struct book_grade grade;
	bool recorded;

	if (!labs_describe(task->key.lab, &lab, error))
		return false;
	grade = grade_unfit(task->key.lab, lab, task->unfit);
	recorded = record(work, task, &grade, error);
	book_grade_release(&grade);
	return recorded;
}

static bool give_out(struct work *work, struct grading_task *task, char **error)
{
	if (task->bytes == NULL)
		return record_unfit(work, task, error);
	if (!crew_send(&work->crew, task->key.lab, task->bytes, task->count, task, error))
		return false;
	seam("start");
	return true;
}

/* The next task is begun, if nobody else has it. */
static bool begin_one(struct work *work, char **error)
{
	struct grading_task *task = &work->grading->tasks[work->next++];
	enum book_claim claim;

	if (!task->waiting)
		return true;
	if (!book_claim(work->grading->book, &task->key, &claim, error))
		return false;
	task->waiting = claim == BOOK_SOMEBODYS;
	if (claim == BOOK_CLAIMED)
		return give_out(work, task, error);
	if (claim == BOOK_SOMEBODYS) {
		work->elsewhere++;
	} else {
		work->done++;
		work->grading->elsewhere++;
	}
	return true;
}

static bool take_home(struct work *work, struct crew_return *home, char **error)
{
	struct grading_task *task = home->of;
	bool taken;

	if (home->fault == NULL) {
		taken = record(work, task, &home->grade, error);
		book_grade_release(&home->grade);
		return taken;
	}
	complain("%s is not graded: %s", task->shown, home->fault);
	work->done++;
	work->grading->faults++;
	taken = book_fault(work->grading->book, &task->key, home->fault, error);
	free(home->fault);
	return taken;
}

/* Again from the beginning, to those whom another grader had: it may be done, or dead. */
static void look_again(struct work *work)
{
	work->next = 0;
	work->elsewhere = 0;
}

static bool run_all(struct work *work, char **error)
{
	struct crew_return home;

	for (;;) {
		while (work->crew.busy < work->crew.size && work->next < work->grading->count)
			if (!begin_one(work, error))
				return false;
		if (work->crew.busy == 0 && work->elsewhere == 0)
			return true;
		show(work);
		if (crew_await(&work->crew, TICK_MSEC, &home) && !take_home(work, &home, error))
			return false;
		if (work->next == work->grading->count && work->elsewhere > 0)
			look_again(work);
	}
}

static bool find_known(struct grading *grading, size_t *todo, char **error)
{
	bool known;

	for (size_t i = 0; i < grading->count; i++) {
		if (!book_knows(grading->book, &grading->tasks[i].key, &known, error))
			return false;
		grading->tasks[i].waiting = !known;
		grading->known += known;
		*todo += !known;
	}
	return true;
}

bool grading_run(struct grading *grading, char **error)
{
	struct work work = {.grading = grading, .began = checking_clock()};
	bool run;

	if (!find_known(grading, &work.todo, error))
		return false;
	crew_begin(&work.crew, grading->options);
	run = run_all(&work, error);
	crew_end(&work.crew);
	progress_end("grading");
	return run;
}
