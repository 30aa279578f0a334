/* SPDX-License-Identifier: MIT */
#include "witness.h"

#include <stdlib.h>

#include "die.h"
#include "symbols.h"
#include "text.h"
#include "wire_read.h"

static void read_step(const struct wire_step *from, struct symbols *symbols, struct step *step)
{
	*step = (struct step){.has_value = from->has_value != 0,
			      .value = from->value,
			      .size = from->place.object.size,
			      .failing = from->failing != 0};
	if (symbols != NULL && from->place.pc != 0)
		symbols_spot(symbols, from->place.pc, &step->spot);
	step->thread = format_string("%s", from->place.thread);
	step->what = format_string("%s", from->what);
	step->object = wire_object_name(&from->place.object, symbols);
}

struct witness *witness_read(const struct wire_witness *from, struct symbols *symbols)
{
	struct witness *witness = calloc(1, sizeof *witness);

	if (witness == NULL)
		die("out of memory");
	witness->cut = from->steps_used > WIRE_STEPS;
	witness->nsteps = witness->cut ? WIRE_STEPS : from->steps_used;
	witness->steps = calloc(witness->nsteps + 1, sizeof *witness->steps);
	if (witness->steps == NULL)
		die("out of memory");
	witness->switches = from->switches;
	witness->events = from->events;
	witness->schedule = from->schedule;
	for (size_t i = 0; i < witness->nsteps; i++)
		read_step(&from->steps[i], symbols, &witness->steps[i]);
	return witness;
}

void witness_free(struct witness *witness)
{
	if (witness == NULL)
		return;
	for (size_t i = 0; i < witness->nsteps; i++) {
		struct step *step = &witness->steps[i];

		free(step->spot.file);
		free(step->spot.function);
		free(step->thread);
		free(step->what);
		free(step->object);
	}
	free(witness->steps);
	free(witness->token);
	free(witness);
}
