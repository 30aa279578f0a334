/* SPDX-License-Identifier: MIT */
/*
 * The confusion table: of the repairs whose authors say what they are, how many does the verdict
 * take for what they are, and how many does each checker alone?
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_CONFUSION_H
#define RACELAB_CONFUSION_H

#include "checking.h"
#include "gallery.h"
#include "paper.h"

/* Of right repairs (the reference is one) and of wrong ones. */
struct confusion_count {
	const char *checker; /* NULL: the verdict of all */
	unsigned right_passed, right_refused;
	unsigned wrong_caught, wrong_passed;
	unsigned right_accused; /* passed, though the checker said something: a known false alarm */
};

/* Zeroed is empty. */
struct confusion {
	struct confusion_count verdict;
	struct confusion_count *checkers; /* owned */
	unsigned count;
	unsigned errors; /* files of which the harness could say nothing */
};

void confusion_add(struct confusion *confusion, const struct piece *piece,
		   const struct checking *checking);
void confusion_print(const struct confusion *confusion, struct paper *paper);
void confusion_release(struct confusion *confusion);

#endif
