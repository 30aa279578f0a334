/* SPDX-License-Identifier: MIT */
#include "kinds.h"

#include <string.h>

static const char *const kind_names[FINDING_KINDS] = {
	[FINDING_ASSERTION] = "assertion",
	[FINDING_DEADLOCK] = "deadlock",
	[FINDING_LIVELOCK] = "livelock",
	[FINDING_DATA_RACE] = "data-race",
	[FINDING_LOCK_ORDER] = "lock-order",
	[FINDING_LOCK_MISUSE] = "lock-misuse",
	[FINDING_USE_AFTER_FREE] = "use-after-free",
	[FINDING_DOUBLE_FREE] = "double-free",
	[FINDING_INVALID_ACCESS] = "invalid-access",
	[FINDING_LEAK] = "leak",
	[FINDING_CRASH] = "crash",
	[FINDING_THREAD_LEAK] = "thread-leak",
	[FINDING_SIGNAL_UNSAFE] = "signal-unsafe",
	[FINDING_FORK_UNSAFE] = "fork-unsafe",
	[FINDING_WRONG_EXIT] = "wrong-exit",
	[FINDING_SERIALISED] = "serialised",
	[FINDING_DROPPED_WORK] = "dropped-work",
	[FINDING_BUSY_WAIT] = "busy-wait",
	[FINDING_UNSUPPORTED] = "unsupported",
	[FINDING_NONDETERMINISM] = "nondeterminism",
};

const char *finding_kind_name(unsigned kind)
{
	return kind < FINDING_KINDS ? kind_names[kind] : "?";
}

bool finding_kind_parse(const char *name, enum finding_kind *kind)
{
	for (unsigned k = 0; k < FINDING_KINDS; k++) {
		if (strcmp(kind_names[k], name) == 0) {
			*kind = (enum finding_kind)k;
			return true;
		}
	}
	return false;
}
