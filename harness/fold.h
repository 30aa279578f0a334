/* SPDX-License-Identifier: MIT */
/*
 * Several checkers' findings made into the few entries that a person wants to read: what is the
 * same for a person is one entry that says who saw it.
 *
 * The verdict is decided before, on the findings themselves (verdict.h).
 *
 * Threads: a list belongs to one thread at a time.
 */
#ifndef RACELAB_FOLD_H
#define RACELAB_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "checkers/checker.h"

#define FOLD_SEERS 8

struct fold {
	const struct finding *first;		/* the one that opened the entry; not owned */
	const struct finding *finding;		/* the one that says most, to be shown; not owned */
	const struct result *seers[FOLD_SEERS]; /* who saw it, in the results' order */
	const struct finding *words[FOLD_SEERS]; /* what each of them said */
	unsigned nseers;
	const struct place **also; /* further lines that other findings of the entry name; owned */
	size_t nalso;
};

struct folds {
	struct fold *items;
	size_t count;
};

/*
 * Entries of all findings: real ones before known false alarms, those in the submission before
 * those that only the scenario shows, what many saw before what one saw.
 */
void folds_make(struct folds *folds, const struct result *results, unsigned count);

void folds_release(struct folds *folds);

#endif
