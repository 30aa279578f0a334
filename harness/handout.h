/* SPDX-License-Identifier: MIT */
/*
 * The handout of a lab, its README.md: the ladder of hints in it.
 *
 * Threads: any, after kit_init().
 */
#ifndef RACELAB_HANDOUT_H
#define RACELAB_HANDOUT_H

#include <jansson.h>

/*
 * [{"title":"Hint 1: symptom","text":"Markdown"}] of the lab of that full name; owned by the
 * caller.  NULL: there is no such lab, or no hint in its handout.
 */
json_t *handout_hints(const char *lab);

/* The same of the handout's text. */
json_t *handout_hints_in(const char *text);

#endif
