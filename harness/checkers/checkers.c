/* SPDX-License-Identifier: MIT */
#include "checker.h"

#include <stdlib.h>
#include <string.h>

#include "../die.h"

#define MOST 32

/* The linker's names for the ends of the section that CHECKER() fills; weak: a test may have none.
 */
extern const struct checker *const __start_racelab_checkers[] __attribute__((weak));
extern const struct checker *const __stop_racelab_checkers[] __attribute__((weak));

static int by_order(const void *a, const void *b)
{
	const struct checker *left = *(const struct checker *const *)a;
	const struct checker *right = *(const struct checker *const *)b;

	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	return strcmp(left->name, right->name);
}

const struct checker *const *checkers(unsigned *count)
{
	static const struct checker *sorted[MOST];
	static size_t found;

	if (found == 0) {
		found = (size_t)(__stop_racelab_checkers - __start_racelab_checkers);
		if (found > MOST)
			bug("more than %d checkers: raise MOST in checkers.c", MOST);
		if (found > 0)
			memcpy(sorted, __start_racelab_checkers, found * sizeof *sorted);
		qsort(sorted, found, sizeof *sorted, by_order);
	}
	*count = (unsigned)found;
	return sorted;
}

const struct checker *const *checkers_that_run(unsigned *count)
{
	static const struct checker *running[MOST];
	unsigned all, used = 0;
	const struct checker *const *list = checkers(&all);

	for (unsigned i = 0; i < all; i++)
		if (!list[i]->looks)
			running[used++] = list[i];
	*count = used;
	return running;
}

const struct checker *checker_find(const char *name)
{
	unsigned count;
	const struct checker *const *all = checkers(&count);

	for (unsigned i = 0; i < count; i++) {
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	}
	return NULL;
}

const char *status_name(enum status status)
{
	static const char *const names[] = {
		[STATUS_FAIL] = "fail",
		[STATUS_PROVED] = "proved",
		[STATUS_NO_FAILURE_FOUND] = "no-failure-found",
		[STATUS_CLEAN] = "clean",
		[STATUS_SKIPPED] = "skipped",
		[STATUS_ERROR] = "error",
	};

	return names[status];
}

void result_release(struct result *result)
{
	findings_release(&result->findings);
	free(result->note);
	free(result->measures);
	free(result->explored);
	result->note = NULL;
	result->measures = NULL;
	result->nmeasures = 0;
	result->explored = NULL;
	result->nexplored = 0;
}
