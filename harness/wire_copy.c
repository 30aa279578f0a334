/* SPDX-License-Identifier: MIT */
#include "wire_copy.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "seal.h"

static void check_witnesses(struct wire *wire)
{
	if (wire->witnesses_used > WIRE_WITNESSES)
		wire->witnesses_used = WIRE_WITNESSES;
	for (uint32_t i = 0; i < WIRE_WITNESSES; i++)
		for (uint32_t j = 0; j < WIRE_STEPS; j++) {
			struct wire_step *step = &wire->witnesses[i].steps[j];

			step->place.thread[WIRE_THREADS - 1] = '\0';
			step->what[sizeof step->what - 1] = '\0';
		}
}

static void check_counts(struct wire *wire)
{
	if (atomic_load(&wire->findings_used) > WIRE_FINDINGS)
		atomic_store(&wire->findings_used, WIRE_FINDINGS);
	if (wire->outcomes_used > WIRE_OUTCOMES)
		wire->outcomes_used = WIRE_OUTCOMES;
	wire->error[WIRE_TEXT - 1] = '\0';
}

static void check_finding(struct wire_finding *finding)
{
	finding->message[WIRE_TEXT - 1] = '\0';
	if (finding->places_used > WIRE_PLACES)
		finding->places_used = WIRE_PLACES;
	for (uint32_t i = 0; i < WIRE_PLACES; i++) {
		finding->places[i].thread[WIRE_THREADS - 1] = '\0';
		finding->places[i].role[sizeof finding->places[i].role - 1] = '\0';
	}
}

static bool is_believed(const struct wire *wire, const uint64_t key[2])
{
	switch (atomic_load(&wire->state)) {
	case WIRE_DONE:
	case WIRE_BROKEN:
		return wire->seal == seal_of(key, wire);
	case WIRE_STUCK:
		return atomic_load(&wire->findings_used) > 0;
	default:
		return false;
	}
}

static void check_state(struct wire *wire, const uint64_t key[2], bool begun)
{
	if (!begun && atomic_load(&wire->state) != WIRE_BROKEN)
		atomic_store(&wire->state, WIRE_NEW);
	else if (begun && !is_believed(wire, key))
		atomic_store(&wire->state, WIRE_LOADING);
}

struct wire *wire_copy(const struct wire *shared, const uint64_t key[2], bool begun)
{
	struct wire *wire = malloc(sizeof *wire);

	if (wire == NULL)
		die("out of memory");
	memcpy(wire, shared, sizeof *wire);
	check_state(wire, key, begun);
	check_counts(wire);
	check_witnesses(wire);
	for (uint32_t i = 0; i < WIRE_FINDINGS; i++)
		check_finding(&wire->findings[i]);
	return wire;
}
