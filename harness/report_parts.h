/* SPDX-License-Identifier: MIT */
/*
 * Parts of the JSON report that have a file each: a witness with its steps, and what is one entry
 * for a person.
 *
 * Threads: any.  Every value is owned by the caller.
 */
#ifndef RACELAB_REPORT_PARTS_H
#define RACELAB_REPORT_PARTS_H

#include <jansson.h>

#include "checkers/checker.h"
#include "witness.h"

json_t *report_witness_json(const struct witness *witness);

/*
 * fold.h's entries, most important first: [{"checker":0,"finding":1,"seers":[[0,1],[2,0]],
 * "also":[{"file","line"}]}].  Numbers are places in "checkers" and in its "findings"; the first
 * two name the finding that says most, a seer the finding that one checker saw.
 */
json_t *report_entries_json(const struct result *results, unsigned count);

#endif
