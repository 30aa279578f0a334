/* SPDX-License-Identifier: MIT */
#include "fold.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "likeness.h"

static bool belongs(const struct fold *fold, const struct finding *finding)
{
	const struct finding *first = fold->first;

	return first->known_false == finding->known_false &&
	       (finding_same(first, finding) || likeness_one_repair(first, finding));
}

/* How much it tells: columns, names, threads. */
static unsigned richness(const struct finding *finding)
{
	unsigned rich = 0;

	if (finding->nplaces > 0)
		rich += 4 * (finding->places[0].object != NULL) +
			2 * (finding->places[0].spot.column > 0) +
			(finding->places[0].thread != NULL);
	return rich + (finding->nplaces > 1);
}

static bool same_line(const struct place *a, const struct place *b)
{
	return a->spot.line == b->spot.line && a->spot.file != NULL && b->spot.file != NULL &&
	       strcmp(a->spot.file, b->spot.file) == 0;
}

static bool is_named(const struct fold *fold, const struct place *place)
{
	for (size_t i = 0; i < fold->finding->nplaces; i++)
		if (same_line(&fold->finding->places[i], place))
			return true;
	for (size_t i = 0; i < fold->nalso; i++)
		if (same_line(fold->also[i], place))
			return true;
	return false;
}

static void add_also(struct fold *fold, const struct finding *finding)
{
	for (size_t i = 0; i < finding->nplaces && i < 2; i++) {
		const struct place *place = &finding->places[i];

		if (place->spot.line == 0 || is_named(fold, place))
			continue;
		fold->also = reallocarray(fold->also, fold->nalso + 1, sizeof(struct place *));
		if (fold->also == NULL)
			die("out of memory");
		fold->also[fold->nalso++] = place;
	}
}

static void add_seer(struct fold *fold, const struct result *result, const struct finding *finding)
{
	if (fold->nseers > 0 && fold->seers[fold->nseers - 1] == result)
		return;
	if (fold->nseers == FOLD_SEERS)
		return;
	fold->seers[fold->nseers] = result;
	fold->words[fold->nseers++] = finding;
}

static struct fold *fold_for(struct folds *folds, const struct finding *finding)
{
	struct fold *fold;

	for (size_t i = 0; i < folds->count; i++)
		if (belongs(&folds->items[i], finding))
			return &folds->items[i];
	folds->items = reallocarray(folds->items, folds->count + 1, sizeof *folds->items);
	if (folds->items == NULL)
		die("out of memory");
	fold = &folds->items[folds->count++];
	*fold = (struct fold){.first = finding, .finding = finding};
	return fold;
}

/* A finding at no place of the submission shows that something is wrong, but not where. */
static bool in_scenario_only(const struct finding *finding)
{
	for (size_t i = 0; i < finding->nplaces; i++)
		if (finding->places[i].spot.file != NULL &&
		    strcmp(finding->places[i].spot.file, "scenario.c") != 0)
			return false;
	return true;
}

static int rank(const struct fold *fold)
{
	return 100 * fold->finding->known_false + 10 * in_scenario_only(fold->finding) -
	       (int)fold->nseers;
}

/* By insertion, which keeps ties in the order in which the checkers spoke. */
static void sort(struct folds *folds)
{
	for (size_t i = 1; i < folds->count; i++) {
		struct fold fold = folds->items[i];
		size_t k = i;

		for (; k > 0 && rank(&fold) < rank(&folds->items[k - 1]); k--)
			folds->items[k] = folds->items[k - 1];
		folds->items[k] = fold;
	}
}

void folds_make(struct folds *folds, const struct result *results, unsigned count)
{
	*folds = (struct folds){0};
	for (unsigned r = 0; r < count; r++) {
		for (size_t i = 0; i < results[r].findings.count; i++) {
			const struct finding *finding = &results[r].findings.items[i];
			struct fold *fold = fold_for(folds, finding);

			add_seer(fold, &results[r], finding);
			if (richness(finding) > richness(fold->finding))
				fold->finding = finding;
		}
	}
	/* Only now is it known what each entry shows. */
	for (unsigned r = 0; r < count; r++)
		for (size_t i = 0; i < results[r].findings.count; i++)
			add_also(fold_for(folds, &results[r].findings.items[i]),
				 &results[r].findings.items[i]);
	sort(folds);
}

void folds_release(struct folds *folds)
{
	for (size_t i = 0; i < folds->count; i++)
		free(folds->items[i].also);
	free(folds->items);
	*folds = (struct folds){0};
}
