/* SPDX-License-Identifier: MIT */
/*
 * What must be true of a lab, of its folders and of every file in its gallery; each broken claim is
 * one sentence that names the file and the mend.
 *
 * The same claims are made by `racelab author` and by the tests.  Nothing is run here: the caller
 * has the files checked (checkings.h), with the settings that claims_settings() gives.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_CLAIMS_H
#define RACELAB_CLAIMS_H

#include "checking.h"
#include "gallery.h"

/* Sentences; zeroed is none. */
struct complaints {
	char **items; /* owned */
	size_t count;
};

void complaints_add(struct complaints *complaints, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void complaints_release(struct complaints *complaints);

/*
 * A part of the native runs only: enough to meet what a lab says is ALWAYS shown.  The seed is the
 * same each time.
 */
struct settings claims_settings(void);

/*
 * Of the lab's description and files as such: whether each part of the handout is there, whether it
 * tells what it builds on, whether the repairs are enough, whether something does not belong there.
 */
void claims_of_folders(const struct gallery *gallery, const struct lab *lab,
		       struct complaints *complaints);

/* Whether a name, a comment or the handout before its hints gives the bug away. */
void claims_of_words(const struct gallery *gallery, struct complaints *complaints);

/*
 * Of one file: the starter fails as declared, a right repair passes, a wrong one is caught as its
 * first line says.  A checker that could not run here is not held against anybody.
 */
void claims_of_piece(const struct piece *piece, const struct lab *lab,
		     const struct checking *checking, struct complaints *complaints);

#endif
