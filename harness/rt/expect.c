/* SPDX-License-Identifier: MIT */
/* What a scenario says of its run: EXPECT and outcome(). */
#include <stdarg.h>
#include <stdio.h>

#include "point.h"
#include "report.h"
#include "rt.h"

static void broken(enum finding_kind kind, uintptr_t pc, const char *format, va_list args)
{
	char message[WIRE_TEXT];

	vsnprintf(message, sizeof message, format, args);
	report_here(kind, pc, NULL, message);
}

/* File, line and claim are not used: the pc says the place in the way of every other finding. */
void racelab_expect_failed(const char *file, unsigned line, const char *claim, const char *format,
			   ...)
{
	va_list args;

	(void)file;
	(void)line;
	(void)claim;
	va_start(args, format);
	broken(FINDING_ASSERTION, POINT_PC(), format, args);
	va_end(args);
}

void racelab_expect_done_failed(const char *file, unsigned line, const char *claim,
				const char *format, ...)
{
	va_list args;

	(void)file;
	(void)line;
	(void)claim;
	va_start(args, format);
	broken(FINDING_DROPPED_WORK, POINT_PC(), format, args);
	va_end(args);
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
