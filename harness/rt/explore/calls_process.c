/* SPDX-License-Identifier: MIT */
/* Modelled calls: the end of the process, and what is not modelled at all. */
#include "calls.h"
#include "heap.h"

#include <stdio.h>
#include <stdlib.h>

#include "../report.h"
#include "../rt.h"

#define EXIT_HANDLERS 32

void call_misuse(const void *object, uintptr_t pc, const char *what)
{
	world.failed = true;
	report_here(FINDING_LOCK_MISUSE, pc, object, what);
}

_Noreturn void call_unsupported(const char *name, uintptr_t pc)
{
	char message[WIRE_TEXT];

	world.failed = true;
	snprintf(message, sizeof message,
		 "%s is not modelled: explore cannot tell what happens after it", name);
	report_here(FINDING_UNSUPPORTED, pc, NULL, message);
	turn_cut();
}

/* Called by the stubs that the judge makes for functions that nobody here knows. */
_Noreturn void racelab_unsupported(const char *name, void *return_address)
{
	call_unsupported(name, (uintptr_t)return_address - 1);
}

_Noreturn void report_stuck(void)
{
	world.failed = true;
	turn_cut();
}

/* A scenario's words about processes that may be killed. */
void mortal(void)
{
	call_unsupported("a process that is killed", POINT_PC());
}

void immortal(void)
{
}

/* ---- the end ---- */

static struct {
	unsigned used;
	void (*handlers[EXIT_HANDLERS])(void);
} at_exit;

void exit_forget(void)
{
	at_exit.used = 0;
}

void exit_run_handlers(void)
{
	while (at_exit.used > 0)
		at_exit.handlers[--at_exit.used]();
}

int __wrap_atexit(void (*handler)(void))
{
	if (at_exit.used == EXIT_HANDLERS)
		return -1;
	at_exit.handlers[at_exit.used++] = handler;
	return 0;
}

/*
 * A whole program may end itself, and what its other threads were doing is then over.  A lab's file
 * may not: the scenario has not come to its end.
 */
static _Noreturn void leave(int status, uintptr_t pc)
{
	char message[WIRE_TEXT];

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

	exit_run_handlers();
	leave(status, pc);
}

_Noreturn void __wrap__exit(int status)
{
	leave(status, POINT_PC());
}

_Noreturn void __wrap__Exit(int status)
{
	leave(status, POINT_PC());
}

_Noreturn void __wrap_quick_exit(int status)
{
	leave(status, POINT_PC());
}

_Noreturn void __wrap_abort(void)
{
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
