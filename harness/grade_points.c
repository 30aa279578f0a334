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

static bool has_failed(const struct result *result)
{
	return result->status == STATUS_FAIL;
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

static bool explore_passed(const struct result *result, const struct scenario *scenario)
{
	bool explored = false, failed = false;

	for (size_t i = 0; i < result->nexplored; i++) {
		if (strcmp(result->explored[i].scenario, scenario->name) != 0)
			continue;
		explored = true;
		failed = failed || result->explored[i].failed > 0;
	}
	return explored && !failed && !is_named(result, scenario->name);
}

static bool stress_passed(const struct result *result, const struct scenario *scenario)
{
	bool ran = false, failed = false;

	for (size_t i = 0; i < result->nmeasures; i++) {
		if (strcmp(result->measures[i].scenario, scenario->name) != 0)
			continue;
		ran = true;
		failed = failed || result->measures[i].failed > 0;
	}
	return ran && !failed;
}

static double sum_passed(const struct lab *lab, const struct result *result,
			 bool (*passed)(const struct result *result,
					const struct scenario *scenario))
{
	double sum = 0;

	for (const struct scenario *scenario = lab->scenarios; scenario->name != NULL; scenario++)
		if (passed(result, scenario))
			sum += points_of(lab, scenario);
	/* All passed, and yet it failed: then nobody knows which scenario is to blame. */
	return sum < grade_maximum(lab) ? sum : 0;
}

double grade_points(const struct lab *lab, const struct checking *checking)
{
	const struct result *explore = result_of(checking, "explore");
	const struct result *stress = result_of(checking, "stress");

	if (checking->verdict != VERDICT_FAIL)
		return grade_maximum(lab);
	if (explore != NULL && has_failed(explore))
		return sum_passed(lab, explore, explore_passed);
	if (stress != NULL && has_failed(stress))
		return sum_passed(lab, stress, stress_passed);
	return 0;
}
