/* SPDX-License-Identifier: MIT */
/* Modelled calls: the end of a process. */
#include "calls.h"
#include "heap.h"
#include "processes.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "../report.h"
#include "../rt.h"

#define STATUS_OF_EXIT(status) (((status) & 0xff) << 8) /* as WEXITSTATUS() reads it */

/* ---- the end ---- */

void exit_run_handlers(void)
{
	struct process *self = process_self();

	while (self->nexit > 0)
		self->at_exit[--self->nexit]();
}

int __wrap_atexit(void (*handler)(void))
{
	struct process *self = process_self();

	CALL_BEGIN();
	if (self->nexit == EXIT_HANDLERS)
		return -1;
	self->at_exit[self->nexit++] = handler;
	return 0;
}

/*
 * A child may end itself.  So may a whole program, and what its other threads were doing is then over;
 * a lab's file may not: the scenario has not come to its end.
 */
static _Noreturn void leave(int status, uintptr_t pc)
{
	char message[WIRE_TEXT];

	if (process_self() != &processes.all[0])
		process_leave(STATUS_OF_EXIT(status), pc);
	if (!turn_alone())
		turn_take(&(struct op){.kind = OP_EXIT, .pc = pc});
	if (!rt.lab->program) {
		report_here(FINDING_WRONG_EXIT, pc, NULL,
			    "the program ended itself before its work was done");
		world.failed = true;
	} else if (status != 0) {
		snprintf(message, sizeof message, "the program ended with status %d", status);
		report_here(FINDING_WRONG_EXIT, pc, NULL, message);
		world.failed = true;
	}
	if (rt.lab->program)
		heap_find_leaks();
	world.over = true;
	turn_cut();
}

_Noreturn void __wrap_exit(int status)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	exit_run_handlers();
	leave(status, pc);
}

_Noreturn void __wrap__exit(int status)
{
	CALL_BEGIN();
	leave(status, POINT_PC());
}

_Noreturn void __wrap__Exit(int status)
{
	CALL_BEGIN();
	leave(status, POINT_PC());
}

_Noreturn void __wrap_quick_exit(int status)
{
	CALL_BEGIN();
	leave(status, POINT_PC());
}

_Noreturn void __wrap_abort(void)
{
	if (process_self() != &processes.all[0])
		process_leave(SIGABRT, POINT_PC());
	report_here(FINDING_CRASH, POINT_PC(), NULL, "abort() was called");
	report_stuck();
}

_Noreturn void __wrap___assert_fail(const char *claim, const char *file, unsigned line,
				    const char *function)
{
	char message[WIRE_TEXT];

	(void)file;
	(void)line;
	(void)function;
	snprintf(message, sizeof message, "assertion `%s' failed", claim);
	report_here(FINDING_ASSERTION, POINT_PC(), NULL, message);
	report_stuck();
}
