/* SPDX-License-Identifier: MIT */
#include "verdict.h"

#include <string.h>

#include "finding.h"
#include "likeness.h"

/* The declaration that calls the kind a false alarm of this checker here; NULL: none does. */
static const struct declaration *false_alarm(struct subject *subject, const char *checker,
					     enum finding_kind kind, bool proved)
{
	for (const struct declaration *d = subject->lab->declared; d != NULL && d->by != NULL; d++)
		if (d->false_alarm != NULL && d->kind == kind && strcmp(d->by, checker) == 0 &&
		    (d->uses == NULL || subject_uses(subject, d->uses)) && (proved || !d->if_proved))
			return d;
	return NULL;
}

static void mark(struct subject *subject, const struct result *result, bool proved)
{
	for (size_t i = 0; i < result->findings.count; i++) {
		struct finding *finding = &result->findings.items[i];
		const struct declaration *d = false_alarm(subject, result->checker, finding->kind,
							   proved);

		finding->expected =
			verdict_expects(subject->lab, result->checker, finding->kind) != NEVER;
		finding->known_false = d != NULL;
		finding->reason = d != NULL ? d->false_alarm : NULL;
	}
}

static bool same_thing(const struct finding *a, const struct finding *b)
{
	return finding_same(a, b) || likeness_one_repair(a, b) || likeness_foretold(a, b);
}

/* Does any checker say the same whose word is good here?  Compared on what mark() wrote. */
static bool is_confirmed(const struct finding *finding, const struct result *results,
			 unsigned count)
{
	for (const struct result *other = results; other < results + count; other++)
		for (size_t i = 0; i < other->findings.count; i++)
			if (other->findings.items[i].reason == NULL &&
			    same_thing(finding, &other->findings.items[i]))
				return true;
	return false;
}

/* A confirmed finding is no false alarm.  Its reason stays until all have been asked. */
static void confirm(const struct result *results, unsigned count)
{
	for (const struct result *result = results; result < results + count; result++)
		for (size_t i = 0; i < result->findings.count; i++) {
			struct finding *finding = &result->findings.items[i];

			if (finding->known_false && is_confirmed(finding, results, count))
				finding->known_false = false;
		}
	for (const struct result *result = results; result < results + count; result++)
		for (size_t i = 0; i < result->findings.count; i++)
			if (!result->findings.items[i].known_false)
				result->findings.items[i].reason = NULL;
}

/*
 * What a checker found is evidence even if it broke down later.  Stress that accuses of nothing but
 * false alarms has still proved nothing, where a tool's report is then clean.
 */
static void settle(struct result *result)
{
	bool guilty = false;

	for (size_t i = 0; i < result->findings.count; i++)
		guilty = guilty || !result->findings.items[i].known_false;
	if (guilty)
		result->status = STATUS_FAIL;
	else if (result->status == STATUS_FAIL)
		result->status = result->nmeasures > 0 || result->nexplored > 0
					 ? STATUS_NO_FAILURE_FOUND
					 : STATUS_CLEAN;
}

static bool any(const struct result *results, unsigned count, enum status status)
{
	for (unsigned i = 0; i < count; i++)
		if (results[i].status == status)
			return true;
	return false;
}

static bool only_looks(const struct result *result)
{
	const struct checker *checker = checker_find(result->checker);

	return checker != NULL && checker->looks;
}

/*
 * Nothing ran: nothing can be said of the program, so it is the harness's or the machine's fault.  Those
 * that only look count where nobody else was asked.
 */
static bool nothing_ran(const struct result *results, unsigned count)
{
	unsigned looked = 0;

	for (unsigned i = 0; i < count; i++)
		if (only_looks(&results[i]))
			looked += results[i].status != STATUS_SKIPPED;
		else if (results[i].status != STATUS_SKIPPED)
			return false;
	return looked < count || count == 0;
}

const char *verdict_name(enum verdict verdict)
{
	static const char *const names[] = {
		[VERDICT_FAIL] = "fail",
		[VERDICT_PROVED] = "proved",
		[VERDICT_NO_FAILURE_FOUND] = "no-failure-found",
		[VERDICT_ERROR] = "error",
	};

	return names[verdict];
}

int verdict_exit(enum verdict verdict)
{
	return verdict == VERDICT_FAIL ? 1 : verdict == VERDICT_ERROR ? 2 : 0;
}

/* The strongest declaration of the starter; checker NULL: whichever. */
static enum how_often strongest(const struct lab *lab, const char *checker, enum finding_kind kind)
{
	enum how_often found = NEVER;

	for (const struct declaration *d = lab->declared; d != NULL && d->by != NULL; d++)
		if (d->kind == kind && d->starter > found &&
		    (checker == NULL || strcmp(d->by, checker) == 0))
			found = d->starter;
	return found;
}

/* Seen in what a run does, not deduced from it. */
static bool is_effect(enum finding_kind kind)
{
	switch (kind) {
	case FINDING_ASSERTION:
	case FINDING_DROPPED_WORK:
	case FINDING_DEADLOCK:
	case FINDING_LIVELOCK:
	case FINDING_CRASH:
	case FINDING_WRONG_EXIT:
		return true;
	default:
		return false;
	}
}

enum how_often verdict_declared(const struct lab *lab, const char *checker, enum finding_kind kind)
{
	return strongest(lab, checker, kind);
}

enum how_often verdict_expects(const struct lab *lab, const char *checker, enum finding_kind kind)
{
	enum how_often own = strongest(lab, checker, kind);

	if (own == NEVER && is_effect(kind) && strongest(lab, NULL, kind) != NEVER)
		return SOMETIMES;
	return own;
}

enum verdict verdict_decide(struct subject *subject, struct result *results, unsigned count)
{
	bool proved = any(results, count, STATUS_PROVED);

	for (unsigned i = 0; i < count; i++)
		mark(subject, &results[i], proved);
	confirm(results, count);
	for (unsigned i = 0; i < count; i++)
		settle(&results[i]);
	if (any(results, count, STATUS_FAIL))
		return VERDICT_FAIL;
	if (any(results, count, STATUS_ERROR) || nothing_ran(results, count))
		return VERDICT_ERROR;
	return any(results, count, STATUS_PROVED) ? VERDICT_PROVED : VERDICT_NO_FAILURE_FOUND;
}
