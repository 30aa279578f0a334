/* SPDX-License-Identifier: MIT */
/* The end of a run of real threads that cannot go on: with it ends the runner. */
#include <unistd.h>

#include "report.h"
#include "rt.h"
#include "slot.h"

_Noreturn void report_stuck(void)
{
	atomic_store(&slot_table->run_failed, 1);
	atomic_store(&slot_table->run_stuck, 1);
	if (rt.job->mode != MODE_PROCESS) {
		report_run();
		atomic_store(&rt.wire->state, WIRE_STUCK);
	}
	_exit(0);
}
