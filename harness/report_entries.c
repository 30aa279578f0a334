/* SPDX-License-Identifier: MIT */
#include "report_parts.h"

#include "die.h"
#include "fold.h"
#include "jot.h"

/* Where the finding stands in its result. */
static json_t *place_of(const struct finding *finding, const struct result *result)
{
	return json_integer((json_int_t)(finding - result->findings.items));
}

static bool owns(const struct result *result, const struct finding *finding)
{
	return finding >= result->findings.items &&
	       finding < result->findings.items + result->findings.count;
}

static json_t *also_json(const struct fold *fold)
{
	json_t *also = jot_array();

	for (size_t i = 0; i < fold->nalso; i++) {
		json_t *spot = jot_object();

		jot_put(spot, "file", jot_text(fold->also[i]->spot.file));
		jot_put(spot, "line", json_integer(fold->also[i]->spot.line));
		jot_append(also, spot);
	}
	return also;
}

static json_t *seers_json(const struct fold *fold, const struct result *results)
{
	json_t *seers = jot_array();

	for (unsigned i = 0; i < fold->nseers; i++) {
		json_t *seer = jot_array();

		jot_append(seer, json_integer(fold->seers[i] - results));
		jot_append(seer, place_of(fold->words[i], fold->seers[i]));
		jot_append(seers, seer);
	}
	return seers;
}

static json_t *entry_json(const struct fold *fold, const struct result *results, unsigned count)
{
	json_t *entry = jot_object();
	unsigned of = 0;

	while (of < count && !owns(&results[of], fold->finding))
		of++;
	if (of == count)
		bug("an entry shows a finding that no checker has");
	jot_put(entry, "checker", json_integer(of));
	jot_put(entry, "finding", place_of(fold->finding, &results[of]));
	jot_put(entry, "seers", seers_json(fold, results));
	jot_put(entry, "also", also_json(fold));
	return entry;
}

json_t *report_entries_json(const struct result *results, unsigned count)
{
	json_t *entries = jot_array();
	struct folds folds;

	folds_make(&folds, results, count);
	for (size_t i = 0; i < folds.count; i++)
		jot_append(entries, entry_json(&folds.items[i], results, count));
	folds_release(&folds);
	return entries;
}
