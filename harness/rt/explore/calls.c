/* SPDX-License-Identifier: MIT */
/* What modelled calls say when something is wrong with the call itself. */
#include "calls.h"

#include <stdio.h>

#include "../report.h"
#include "../rt.h"
#include "memory.h"
#include "processes.h"

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

void call_check_sharing(const void *object, struct model_sharing *sharing, uintptr_t pc)
{
	uint8_t self = (uint8_t)(process_self()->index + 1);

	if (sharing->shared || processes.used == 1 || memory_is_private((uintptr_t)object))
		return;
	if (sharing->user == 0)
		sharing->user = self;
	if (sharing->user != self)
		call_misuse(object, pc,
			    "two processes use it, and it was not made for that "
			    "(PTHREAD_PROCESS_SHARED, sem_init's second argument)");
}

bool call_take_interruptible(const struct op *op)
{
	struct op waits = *op;

	waits.interruptible = waits.restarts = waits.cancels = true;
	return turn_take(&waits);
}
