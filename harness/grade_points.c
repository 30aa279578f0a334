/* SPDX-License-Identifier: MIT */
#include "grade_points.h"

#include <string.h>

/* A lab that gives no points (of tests, of an author at work) gives one a scenario. */
static double points_of(const struct lab *lab, const struct scenario *scenario)
{
	for (const struct scenario *any = lab->scenarios; any->name != NULL; any++)
		if (any->points != 0)
			return scenario->points;
	return 1;
}

double grade_maximum(const struct lab *lab)
{
	double sum = 0;

	for (const struct scenario *scenario = lab->scenarios; scenario->name != NULL; scenario++)
		sum += points_of(lab, scenario);
	return sum;
}

static const struct result *result_of(const struct checking *checking, const char *checker)
{
	for (unsigned i = 0; i < checking->count; i++)
		if (strcmp(checking->results[i].checker, checker) == 0)
			return &checking->results[i];
	return NULL;
}

/* What a finding that no execution is to blame for says of its scenario: explore names it. */
static bool is_named(const struct result *result, const char *scenario)
{
	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];
		const char *at = strstr(finding->message, scenario);

		if (finding->kind == FINDING_SERIALISED && at != NULL && at > finding->message &&
		    at[-1] == '"' && at[strlen(scenario)] == '"')
			return true;
	}
	return false;
}

/* Explored, and something that fails comes from it. */
static bool is_to_blame(const struct result *explore, const struct scenario *scenario)
{
	for (size_t i = 0; i < explore->nexplored; i++)
		if (explore->explored[i].failed > 0 &&
		    strcmp(explore->explored[i].scenario, scenario->name) == 0)
			return true;
	return is_named(explore, scenario->name);
}

static bool is_explored(const struct result *explore, const struct scenario *scenario)
{
	for (size_t i = 0; i < explore->nexplored; i++)
		if (strcmp(explore->explored[i].scenario, scenario->name) == 0)
			return true;
	return false;
}

/* Where no scenario is to blame, nobody knows which are not. */
static double sum_passed(const struct lab *lab, const struct result *explore)
{
	bool blamed = false;
	double sum = 0;

	for (const struct scenario *scenario = lab->scenarios; scenario->name != NULL; scenario++) {
		if (is_to_blame(explore, scenario))
			blamed = true;
		else if (is_explored(explore, scenario))
			sum += points_of(lab, scenario);
	}
	return blamed ? sum : 0;
}

double grade_points(const struct lab *lab, const struct checking *checking)
{
	const struct result *explore = result_of(checking, "explore");

	if (checking->verdict != VERDICT_FAIL)
		return grade_maximum(lab);
	if (explore != NULL && explore->status == STATUS_FAIL)
		return sum_passed(lab, explore);
	return 0;
}
