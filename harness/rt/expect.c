/* SPDX-License-Identifier: MIT */
/* What a scenario says of its run: EXPECT and outcome(). */
#include <stdarg.h>
#include <stdio.h>

#include "point.h"
#include "report.h"
#include "rt.h"

void racelab_expect_failed(const char *file, unsigned line, const char *claim, const char *format,
			   ...)
{
	uintptr_t pc = POINT_PC();
	char message[WIRE_TEXT];
	va_list args;

	(void)file; /* the pc says both, in the way that every other finding does */
	(void)line;
	(void)claim;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	report_here(FINDING_ASSERTION, pc, NULL, message);
}

static struct wire_outcome *row_of(long value)
{
	struct wire *wire = rt.wire;

	for (uint32_t i = 0; i < wire->outcomes_used; i++)
		if (wire->outcomes[i].value == value)
			return &wire->outcomes[i];
	if (wire->outcomes_used == WIRE_OUTCOMES)
		return NULL;
	wire->outcomes[wire->outcomes_used] = (struct wire_outcome){.value = value};
	wire->outcomes_used++;
	return &wire->outcomes[wire->outcomes_used - 1];
}

void outcome(long value)
{
	struct wire_outcome *row = row_of(value);

	if (row == NULL)
		rt.wire->outcomes_other++;
	else
		row->times++;
}
