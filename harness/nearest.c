/* SPDX-License-Identifier: MIT */
#include "nearest.h"

#include <ctype.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

/* Longer words are nobody's typing error. */
#define LONGEST 64

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static bool same_letter(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/*
 * rows[i % 3][j]: edits that make the first j letters of b of the first i of a.  Three rows are
 * enough: a swap looks two back.
 */
unsigned nearest_distance(const char *a, const char *b)
{
	unsigned rows[3][LONGEST + 1];
	size_t na = strlen(a), nb = strlen(b);

	if (na > LONGEST || nb > LONGEST)
		return strcmp(a, b) == 0 ? 0 : UINT_MAX;
	for (size_t j = 0; j <= nb; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= na; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *two = rows[(i + 1) % 3];

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= nb; j++) {
			row[j] = least(above[j], row[j - 1]) + 1;
			row[j] = least(row[j], above[j - 1] + !same_letter(a[i - 1], b[j - 1]));
			if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
			    same_letter(a[i - 2], b[j - 1]))
				row[j] = least(row[j], two[j - 2] + 1);
		}
	}
	return rows[na % 3][nb];
}

/* A part that was typed, of a longer name, counts as one edit: "hit" for "01-hit-counter". */
static unsigned cost(const char *given, const char *name)
{
	unsigned edits = nearest_distance(given, name);

	if (strlen(given) >= 3 && strcasestr(name, given) != NULL)
		return least(edits, 1);
	return edits;
}

const char *nearest(const char *given, const char *const *names)
{
	const char *best = NULL;
	unsigned best_cost = UINT_MAX;

	for (; *names != NULL; names++) {
		unsigned c = cost(given, *names);

		if (c < best_cost) {
			best = *names;
			best_cost = c;
		}
	}
	/* A third of the letters may be wrong, at least one: "tsna" is tsan, "xyz" is nothing. */
	return best_cost <= least(4, (unsigned)(strlen(given) + 2) / 3) ? best : NULL;
}
