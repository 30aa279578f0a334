/* SPDX-License-Identifier: MIT */
#include "valgrind_quiet.h"

#include <valgrind/drd.h>
#include <valgrind/helgrind.h>
#include <valgrind/valgrind.h>

bool valgrind_is_here(void)
{
	return RUNNING_ON_VALGRIND > 0;
}

void valgrind_ignore(const void *memory, size_t bytes)
{
	/* Each tool knows its own request and passes over the other's. */
	VALGRIND_HG_DISABLE_CHECKING(memory, bytes);
	VALGRIND_DO_CLIENT_REQUEST_STMT(VG_USERREQ__DRD_START_SUPPRESSION, memory, bytes, 0, 0, 0);
}

void valgrind_forget(const void *memory, size_t bytes)
{
	VALGRIND_HG_CLEAN_MEMORY(memory, bytes);
	VALGRIND_DO_CLIENT_REQUEST_STMT(VG_USERREQ__DRD_CLEAN_MEMORY, memory, bytes, 0, 0, 0);
}
