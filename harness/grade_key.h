/* SPDX-License-Identifier: MIT */
/*
 * What a grade depends on besides the submission: the lab, and all that checks it.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_GRADE_KEY_H
#define RACELAB_GRADE_KEY_H

#include "digest.h"
#include "options.h"

/*
 * The hash of the lab of that full name: of every file in its folder, but for the handout and the
 * starter, which no check of another file reads.
 */
void grade_key_lab(const char *lab, char hex[static DIGEST_HEX]);

/*
 * The hash of the harness: this program, its runners, the headers that labs include, the versions
 * of the compiler, of valgrind and of libc, and the flags.
 */
void grade_key_harness(const struct options *options, char hex[static DIGEST_HEX]);

#endif
