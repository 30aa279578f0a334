/* SPDX-License-Identifier: MIT */
#include "claims.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cross_check.h"
#include "die.h"
#include "text.h"
#include "verdict.h"

#define SEED  1
#define SHARE 20 /* of the runs that a student's check makes */

void complaints_add(struct complaints *complaints, const char *format, ...)
{
	va_list args;

	complaints->items =
		reallocarray(complaints->items, complaints->count + 1, sizeof *complaints->items);
	if (complaints->items == NULL)
		die("out of memory");
	va_start(args, format);
	complaints->items[complaints->count++] = format_string_v(format, args);
	va_end(args);
}

void complaints_release(struct complaints *complaints)
{
	for (size_t i = 0; i < complaints->count; i++)
		free(complaints->items[i]);
	free(complaints->items);
	*complaints = (struct complaints){0};
}

struct settings claims_settings(void)
{
	return (struct settings){.seed = SEED, .share = SHARE, .scenario = -1, .noise = -1};
}

/* ---- what was found ---- */

static const struct result *result_of(const struct checking *checking, const char *checker)
{
	for (unsigned i = 0; i < checking->count; i++)
		if (strcmp(checking->results[i].checker, checker) == 0)
			return &checking->results[i];
	return NULL;
}

static const struct finding *finding_of(const struct result *result, enum finding_kind kind)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (result->findings.items[i].kind == kind)
			return &result->findings.items[i];
	return NULL;
}

/* A claim about a checker needs one that ran: it may not be installed here. */
static const struct result *ran(const struct checking *checking, const char *checker)
{
	const struct result *result = result_of(checking, checker);

	return result != NULL && result->status != STATUS_SKIPPED ? result : NULL;
}

static void quote_findings(const char *name, const struct result *result,
			   bool (*quoted)(const struct finding *), const char *words,
			   struct complaints *complaints)
{
	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];

		if (quoted(finding))
			complaints_add(complaints, "%s: %s finds %s (%s), %s", name,
				       result->checker, finding_kind_name(finding->kind),
				       finding->message, words);
	}
}

static void no_harness_failed(const struct piece *piece, const struct checking *checking,
			      struct complaints *complaints)
{
	for (unsigned i = 0; i < checking->count; i++)
		if (checking->results[i].status == STATUS_ERROR)
			complaints_add(complaints, "%s: %s could not do its work: %s", piece->name,
				       checking->results[i].checker, checking->results[i].note);
}

/* ---- the starter ---- */

static bool is_undeclared(const struct finding *finding)
{
	return !finding->expected;
}

static void starter_fails(const struct piece *piece, const struct lab *lab,
			  const struct checking *checking, struct complaints *complaints)
{
	for (const struct declaration *d = lab->declared; d->by != NULL; d++) {
		const struct result *result = ran(checking, d->by);

		if (result != NULL && d->starter == ALWAYS && finding_of(result, d->kind) == NULL)
			complaints_add(complaints,
				       "%s: declared is %s by %s, ALWAYS, and it did not come: "
				       "is it SOMETIMES, or are its runs too few?",
				       piece->name, finding_kind_name(d->kind), d->by);
	}
	for (unsigned i = 0; i < checking->count; i++)
		quote_findings(piece->name, &checking->results[i], is_undeclared,
			       "which no row of .declared foresees", complaints);
	if (checking->verdict != VERDICT_FAIL)
		complaints_add(complaints, "%s: the verdict is %s: there is nothing to repair",
			       piece->name, verdict_name(checking->verdict));
}

/* ---- right repairs ---- */

static bool is_real(const struct finding *finding)
{
	return !finding->known_false;
}

/*
 * Every class was seen; and it is a proof, unless atomics weaker than seq_cst were taken as if they
 * were not, which a reference does not need.
 */
static void is_explored(const struct piece *piece, const struct result *explore,
			struct complaints *complaints)
{
	if (explore->complete && piece->sampled)
		complaints_add(complaints,
			       "%s: explore comes to an end with it, so its first line "
			       "/* sampled: ... */ is to go",
			       piece->name);
	if (!explore->complete && !piece->sampled)
		complaints_add(complaints,
			       "%s: explore does not come to an end with it: make a scenario "
			       "smaller, or say in the first line why not: /* sampled: WHY */",
			       piece->name);
	if (piece->kind == PIECE_REFERENCE && explore->status == STATUS_NO_FAILURE_FOUND)
		complaints_add(complaints, "%s: explore does not prove it%s%s", piece->name,
			       explore->note != NULL ? ": " : "",
			       explore->note != NULL ? explore->note : "");
}

static void right_passes(const struct piece *piece, const struct checking *checking,
			 struct complaints *complaints)
{
	const struct result *explore = ran(checking, "explore");

	for (unsigned i = 0; i < checking->count; i++)
		quote_findings(piece->name, &checking->results[i], is_real,
			       "and no row of .declared calls that a false alarm", complaints);
	if (explore != NULL && explore->status != STATUS_FAIL)
		is_explored(piece, explore, complaints);
}

/* ---- wrong repairs ---- */

static void wrong_is_caught(const struct piece *piece, const struct checking *checking,
			    struct complaints *complaints)
{
	const struct result *result = ran(checking, piece->by->name);
	const struct finding *finding;

	if (result == NULL)
		return;
	finding = finding_of(result, piece->finding);
	if (finding == NULL)
		complaints_add(complaints, "%s: %s does not find %s, as its first line has it",
			       piece->name, piece->by->name, finding_kind_name(piece->finding));
	else if (finding->known_false)
		complaints_add(complaints,
			       "%s: the %s that %s finds is declared a false alarm, and so fails "
			       "nobody: which checker knows better?",
			       piece->name, finding_kind_name(piece->finding), piece->by->name);
	if (checking->verdict != VERDICT_FAIL)
		complaints_add(complaints, "%s: it passes: the verdict is %s", piece->name,
			       verdict_name(checking->verdict));
}

/* But for a file that is written to be another program for each who looks. */
static void nobody_contradicts(const struct piece *piece, const struct checking *checking,
			       struct complaints *complaints)
{
	bool fools = piece->kind == PIECE_WRONG && piece->family == FAMILY_FOOL;
	char *words = cross_check_outcomes(checking->results, checking->count);

	if (words != NULL && !fools)
		complaints_add(complaints, "%s: %s: that is a fault of the harness's", piece->name,
			       words);
	free(words);
}

void claims_of_piece(const struct piece *piece, const struct lab *lab,
		     const struct checking *checking, struct complaints *complaints)
{
	no_harness_failed(piece, checking, complaints);
	nobody_contradicts(piece, checking, complaints);
	if (piece->amiss != NULL)
		complaints_add(complaints, "%s: it %s", piece->name, piece->amiss);
	else if (piece->kind == PIECE_STARTER)
		starter_fails(piece, lab, checking, complaints);
	else if (piece->kind == PIECE_WRONG)
		wrong_is_caught(piece, checking, complaints);
	else
		right_passes(piece, checking, complaints);
}
