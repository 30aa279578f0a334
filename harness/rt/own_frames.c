/* SPDX-License-Identifier: MIT */
/*
 * The functions that a compiler calls, given -fsanitize=thread, around every function: they keep
 * the shadow call stack of the thread's slot.  In the native runner and in the explorer.
 *
 * Threads: any thread of the program, for itself.
 */
#include "rt.h"
#include "slot.h"

const bool rt_is_tsan = false;

void __tsan_init(void)
{
}

void __tsan_func_entry(void *return_address)
{
	struct slot *self = slot_self;

	if (self == NULL)
		return;
	if (self->depth < SLOT_STACK)
		self->stack[self->depth] = (uintptr_t)return_address;
	self->depth++;
}

void __tsan_func_exit(void)
{
	struct slot *self = slot_self;

	if (self != NULL && self->depth > 0)
		self->depth--;
}
