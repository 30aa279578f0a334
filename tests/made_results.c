/* SPDX-License-Identifier: MIT */
#include "made_results.h"

#include "../harness/text.h"

struct finding *made_finding(struct result *result, enum finding_kind kind, const char *message)
{
	struct finding *finding = findings_add(&result->findings, kind);

	finding->message = format_string("%s", message);
	return finding;
}

struct place *made_place(struct finding *finding, const char *file, unsigned line, unsigned column,
			 const char *object)
{
	struct place *place = finding_add_place(finding);

	place->spot.file = format_string("%s", file);
	place->spot.line = line;
	place->spot.column = column;
	place->spot.function = format_string("visit");
	place->thread = format_string("T%zu", finding->nplaces);
	place->role = format_string("writes");
	place->object = object != NULL ? format_string("%s", object) : NULL;
	return place;
}

struct finding *made_race(struct result *result, unsigned first, unsigned second,
			  const char *object)
{
	struct finding *race = made_finding(result, FINDING_DATA_RACE, "two threads, no order");

	made_place(race, "lab.c", first, 2, object);
	made_place(race, "lab.c", second, 2, object);
	return race;
}

void made_release(struct result *results, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		result_release(&results[i]);
}
