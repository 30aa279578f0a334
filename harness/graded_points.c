/* SPDX-License-Identifier: MIT */
/* How a submission loses points: the rule is told in graded.h. */
#include <string.h>

#include "graded.h"

unsigned graded_quarters(const struct finding *finding)
{
	if (finding->expected)
		return 4;
	switch (finding->kind) {
	case FINDING_DROPPED_WORK:
		return 3;
	case FINDING_SERIALISED:
		return 2;
	case FINDING_BUSY_WAIT:
		return 1;
	default:
		return 4;
	}
}

static bool is_repeatable(const struct result *result)
{
	const struct checker *checker = checker_find(result->checker);

	return checker != NULL && checker->repeatable;
}

/* A tool alone speaks of the program: which scenario it had just met it in is chance. */
static bool speaks_of_scenarios(const struct result *result)
{
	const struct checker *checker = checker_find(result->checker);

	return checker != NULL && (checker->repeatable || checker->native);
}

static bool has_failing(const struct result *result)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (!result->findings.items[i].known_false)
			return true;
	return false;
}

/* Has a repeatable checker found what fails?  Then no other is asked. */
static bool is_decided(const struct graded *graded)
{
	for (unsigned i = 0; i < graded->checking.count; i++)
		if (is_repeatable(&graded->checking.results[i]) &&
		    has_failing(&graded->checking.results[i]))
			return true;
	return false;
}

/* The parts, of those that have points to lose, that the finding comes from; none: all. */
static uint64_t parts_hit(const struct graded *graded, const struct result *by,
			  const struct finding *finding)
{
	uint64_t with_points = 0, all = 0;

	for (size_t i = 0; i < graded->nparts; i++) {
		all |= graded->parts[i].left_out ? 0 : finding_scenario((unsigned)i);
		if (graded->parts[i].maximum > 0)
			with_points |= finding_scenario((unsigned)i);
	}
	if (with_points == 0)
		with_points = all;
	if (speaks_of_scenarios(by) && (finding->scenarios & with_points) != 0)
		return finding->scenarios;
	return with_points;
}

bool graded_counts(const struct graded *graded, const struct result *by,
		   const struct finding *finding, size_t part)
{
	if (finding->known_false || (is_decided(graded) && !is_repeatable(by)))
		return false;
	return (parts_hit(graded, by, finding) & finding_scenario((unsigned)part)) != 0;
}

/* Quarters lost in one part, each kind once; the finding that costs most is noted. */
static unsigned lost_to_findings(struct graded *graded, size_t index)
{
	struct graded_part *part = &graded->parts[index];
	unsigned lost = 0, kinds = 0;

	for (unsigned r = 0; r < graded->checking.count; r++) {
		const struct result *result = &graded->checking.results[r];

		for (size_t f = 0; f < result->findings.count; f++) {
			const struct finding *finding = &result->findings.items[f];

			if (!graded_counts(graded, result, finding, index))
				continue;
			if (part->cost == NULL ||
			    graded_quarters(finding) > graded_quarters(part->cost)) {
				part->cost = finding;
				part->by = result->checker;
			}
			if ((kinds & 1u << finding->kind) == 0)
				lost += graded_quarters(finding);
			kinds |= 1u << finding->kind;
		}
	}
	return lost;
}

/*
 * Explore stops at a scenario that does not end: then those behind it have shown nothing.  Only
 * where it has failed, else there is no grade.
 */
static bool was_not_reached(const struct graded *graded, const struct graded_part *part)
{
	for (unsigned r = 0; r < graded->checking.count; r++) {
		const struct result *result = &graded->checking.results[r];

		if (!is_repeatable(result) || result->nexplored == 0 || part->native_only)
			continue;
		for (size_t i = 0; i < result->nexplored; i++)
			if (strcmp(result->explored[i].scenario, part->name) == 0)
				return result->explored[i].broken_off;
		return true;
	}
	return false;
}

/* The part that explore ran and that lost most; its own index where none did. */
static size_t worst_of(const struct graded *graded, const unsigned *lost, size_t own)
{
	size_t worst = own;

	for (size_t i = 0; i < graded->nparts; i++)
		if (!graded->parts[i].native_only && lost[i] > lost[worst])
			worst = i;
	return worst;
}

/* The quarters lost in each part that could be explored, then in those that could not. */
static void count_lost(struct graded *graded, unsigned *lost)
{
	bool decided = is_decided(graded);

	for (size_t i = 0; i < graded->nparts; i++) {
		struct graded_part *part = &graded->parts[i];

		part->cost = NULL;
		part->by = NULL;
		lost[i] = lost_to_findings(graded, i);
		if (lost[i] > 4 || (decided && part->maximum > 0 && was_not_reached(graded, part)))
			lost[i] = 4;
	}
	for (size_t i = 0; decided && i < graded->nparts; i++) {
		size_t worst = worst_of(graded, lost, i);

		if (!graded->parts[i].native_only)
			continue;
		graded->parts[i].cost = graded->parts[worst].cost;
		graded->parts[i].by = graded->parts[worst].by;
		lost[i] = lost[worst];
	}
}

#define PARTS_MOST 64 /* as many as a finding's mask holds */

void graded_score(struct graded *graded)
{
	unsigned lost[PARTS_MOST] = {0};

	if (graded->nparts > PARTS_MOST)
		graded->nparts = PARTS_MOST;
	graded->points = 0;
	graded->maximum = 0;
	count_lost(graded, lost);
	for (size_t i = 0; i < graded->nparts; i++) {
		struct graded_part *part = &graded->parts[i];
		bool graded_at_all = graded->state == GRADED_CHECKED;

		part->points = graded_at_all ? part->maximum * (4 - lost[i]) / 4 : 0;
		graded->points += part->points;
		graded->maximum += part->maximum;
	}
	graded->by_chance = graded->state == GRADED_CHECKED &&
			    graded->checking.verdict == VERDICT_FAIL && !is_decided(graded);
}
