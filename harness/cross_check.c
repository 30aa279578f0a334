/* SPDX-License-Identifier: MIT */
#include "cross_check.h"

#include <inttypes.h>
#include <string.h>

#include "text.h"

static const struct result *result_of(const struct result *results, unsigned count,
				      const char *checker)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(results[i].checker, checker) == 0)
			return &results[i];
	return NULL;
}

/* Those that only look at the text speak of other things than who runs it. */
static bool only_looks(const struct result *result)
{
	const struct checker *checker = checker_find(result->checker);

	return checker != NULL && checker->looks;
}

static char *found_by_another(const struct result *explore, const struct result *results,
			      unsigned count)
{
	if (explore->status == STATUS_FAIL)
		return NULL;
	for (unsigned i = count; i-- > 0;)
		if (&results[i] != explore && results[i].status == STATUS_FAIL &&
		    !only_looks(&results[i]))
			return format_string("%s found what explore (%s) did not",
					     results[i].checker, status_name(explore->status));
	return NULL;
}

static bool was_seen(const struct exploring *explored, int64_t value)
{
	for (unsigned i = 0; i < explored->noutcomes; i++)
		if (explored->outcomes[i].value == value)
			return true;
	return false;
}

static char *unseen_outcome(const struct exploring *explored, const struct measure *measure)
{
	for (unsigned i = 0; i < measure->noutcomes; i++)
		if (!was_seen(explored, measure->outcomes[i].value))
			return format_string("in scenario \"%s\" stress came to %s %" PRId64
					     ", which explore, in every order, did not",
					     measure->scenario,
					     measure->outcome_name != NULL ? measure->outcome_name
									   : "outcome",
					     measure->outcomes[i].value);
	return NULL;
}

/* Has it seen every order as it is, and kept every outcome? */
static const struct exploring *explored_whole(const struct result *explore, const char *scenario)
{
	for (size_t i = 0; i < explore->nexplored; i++) {
		const struct exploring *it = &explore->explored[i];

		if (strcmp(it->scenario, scenario) == 0)
			return it->complete && it->weaker == 0 && it->outcomes_other == 0 ? it
											  : NULL;
	}
	return NULL;
}

char *cross_check_outcomes(const struct result *results, unsigned count)
{
	const struct result *explore = result_of(results, count, "explore");
	const struct result *stress = result_of(results, count, "stress");

	if (explore == NULL || stress == NULL || explore->status == STATUS_FAIL)
		return NULL;
	for (size_t i = 0; i < stress->nmeasures; i++) {
		const struct measure *measure = &stress->measures[i];
		const struct exploring *explored = explored_whole(explore, measure->scenario);
		char *words = explored != NULL ? unseen_outcome(explored, measure) : NULL;

		if (words != NULL)
			return words;
	}
	return NULL;
}

char *cross_check(const struct result *results, unsigned count)
{
	const struct result *explore = result_of(results, count, "explore");
	char *words;

	if (explore == NULL)
		return NULL;
	words = found_by_another(explore, results, count);
	if (words != NULL)
		return words;
	return cross_check_outcomes(results, count);
}
