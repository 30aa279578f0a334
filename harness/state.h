/* SPDX-License-Identifier: MIT */
/*
 * How far a student is: for each lab what the last check of their own lab.c said, and of which
 * text.
 *
 * One small file a lab below ${XDG_STATE_HOME:-~/.local/state}/racelab/.  It is a convenience, not
 * a grade: where it cannot be read or written nothing is said and nothing fails.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_STATE_H
#define RACELAB_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "verdict.h"

enum state { STATE_NOT_TRIED, STATE_FAILS, STATE_REPAIRED, STATE_CHANGED };

/* "not tried", "fails", "repaired", "changed since the last check". */
const char *state_name(enum state state);

/* The state of the lab of that name, whose text is now source. */
enum state state_load(const char *lab, const char *source);

/* Remembers a verdict on the text that had this hash; VERDICT_ERROR says nothing and is not kept.
 */
void state_save(const char *lab, uint64_t hash, enum verdict verdict);

#endif
