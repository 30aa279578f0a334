/* SPDX-License-Identifier: MIT */
#include "point.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "report.h"
#include "rt.h"

struct point_limits point_limits = {.max_points = UINT64_MAX};

/*
 * A process that may be killed anywhere is killed before its first point in one run, before its
 * second in the next, and so on round and round: no place is left to luck.
 */
static void count_mortal(struct slot *self)
{
	self->mortal_passed++;
	if (self->mortal_passed > atomic_load(&slot_table->mortal_points))
		atomic_store(&slot_table->mortal_points, self->mortal_passed);
	if (self->mortal_passed == slot_table->kill_at)
		kill(getpid(), SIGKILL);
}

static _Noreturn void report_livelock(const struct slot *self, const void *object, uintptr_t pc)
{
	char message[WIRE_TEXT];

	snprintf(message, sizeof message,
		 "still running after %llu steps: it waits for something that nobody will do",
		 (unsigned long long)self->points - 1);
	report_here(FINDING_LIVELOCK, pc, object, message);
	report_stuck();
}

void point_slow(struct slot *self, enum point_kind kind, const void *object, uintptr_t pc)
{
	if (self->points > point_limits.max_points)
		report_livelock(self, object, pc);
	if (self->mortal)
		count_mortal(self);
	if (noise_wanted && !self->quiet)
		noise_make(self, kind, object, pc);
}

void mortal(void)
{
	if (slot_self == NULL)
		return;
	slot_self->mortal_passed = 0;
	slot_self->mortal = !rt.tool;
}

void immortal(void)
{
	/* The place after the last point is one more at which to be killed. */
	if (slot_self != NULL && slot_self->mortal)
		count_mortal(slot_self);
	if (slot_self != NULL)
		slot_self->mortal = false;
}
