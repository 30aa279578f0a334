/* SPDX-License-Identifier: MIT */
#include "likeness.h"

#include <string.h>

/* Does any of the first `most` places name this object? */
static bool names(const struct finding *finding, size_t most, const char *object)
{
	for (size_t i = 0; i < most; i++)
		if (finding->places[i].object != NULL &&
		    strcmp(finding->places[i].object, object) == 0)
			return true;
	return false;
}

/* How many different objects both name. */
static unsigned shared_objects(const struct finding *a, const struct finding *b)
{
	unsigned count = 0;

	for (size_t i = 0; i < a->nplaces; i++) {
		const char *object = a->places[i].object;

		if (object != NULL && !names(a, i, object) && names(b, b->nplaces, object))
			count++;
	}
	return count;
}

bool likeness_one_repair(const struct finding *a, const struct finding *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == FINDING_DATA_RACE)
		return shared_objects(a, b) >= 1;
	return a->kind == FINDING_LOCK_ORDER && shared_objects(a, b) >= 2;
}

bool likeness_foretold(const struct finding *a, const struct finding *b)
{
	if (a->kind == FINDING_DEADLOCK && b->kind == FINDING_LOCK_ORDER)
		return likeness_foretold(b, a);
	return a->kind == FINDING_LOCK_ORDER && b->kind == FINDING_DEADLOCK &&
	       shared_objects(a, b) >= 2;
}
