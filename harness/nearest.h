/* SPDX-License-Identifier: MIT */
/*
 * "Did you mean ...?": the name that is nearest to one that was typed.
 *
 * Threads: any; nothing is kept.
 */
#ifndef RACELAB_NEAREST_H
#define RACELAB_NEAREST_H

/*
 * Edits (a letter added, dropped, changed, or two neighbours swapped) that make b of a; case does
 * not count.  The optimal string alignment distance.
 */
unsigned nearest_distance(const char *a, const char *b);

/*
 * The one of names (NULL-ended) that a person most likely meant: fewest edits, or one that the
 * word begins or is part of.  NULL if none is near enough to be worth a suggestion.
 */
const char *nearest(const char *given, const char *const *names);

#endif
