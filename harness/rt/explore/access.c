/* SPDX-License-Identifier: MIT */
/*
 * The functions that a compiler calls, given -fsanitize=thread, before every access that could be
 * shared: each is an event of the execution.
 *
 * Threads: any thread of the program, for itself.
 */
#include "access.h"

#include "../fault.h"
#include "../point.h"
#include "../vault.h"
#include "heap.h"
#include "memory.h"
#include "shared.h"
#include "thread.h"
#include "turn.h"

#define FIRST_PAGE 4096 /* a null pointer's: the processor finds that, and fault.c has words for it */

/* What a program may write, it owns, but for its errno; to read, there is more (ctype.h's tables). */
static bool is_stray(uintptr_t address, bool writes)
{
	if (address < FIRST_PAGE)
		return false;
	if (!writes)
		return vault_holds(address);
	return !memory_is_the_programs(address) &&
	       address - (uintptr_t)&world.self->error >= sizeof world.self->error;
}

void access_check(uintptr_t address, size_t bytes, bool writes, uintptr_t pc)
{
	if (is_stray(address, writes) || (bytes > 1 && is_stray(address + bytes - 1, writes)))
		fault_stray(pc);
	heap_check(address, bytes, writes, pc);
	shared_check(address, bytes, pc);
}

void access_plain(uintptr_t address, uint32_t size, bool writes, uintptr_t pc)
{
	if (thread_is_private(address))
		return;
	access_check(address, size, writes, pc);
	turn_take(&(struct op){.kind = writes ? OP_WRITE : OP_READ,
			       .address = address,
			       .size = size,
			       .pc = pc});
	turn_commit(writes);
}

void access_copy(uintptr_t to, uintptr_t from, size_t bytes, uintptr_t pc)
{
	bool own_source = thread_is_private(from), own_target = thread_is_private(to);

	if (bytes == 0 || (own_source && own_target))
		return;
	if (own_source || own_target) {
		access_plain(own_source ? to : from, (uint32_t)bytes, own_source, pc);
		return;
	}
	access_check(from, bytes, false, pc);
	access_check(to, bytes, true, pc);
	turn_take(&(struct op){.kind = OP_WRITE,
			       .address = to,
			       .size = (uint32_t)bytes,
			       .address2 = from,
			       .size2 = (uint32_t)bytes,
			       .pc = pc});
	turn_commit(true);
}

/* One pair of functions a width; the access itself is the program's next instruction. */
#define ACCESS(name, bytes, writes)                                                                \
	void __tsan_##name##bytes(const void *address)                                             \
	{                                                                                          \
		TURN_FRAME();                                                                      \
		access_plain((uintptr_t)address, bytes, writes, POINT_PC());                       \
	}

#define ACCESSES(bytes)                                                                            \
	ACCESS(read, bytes, false)                                                                 \
	ACCESS(write, bytes, true)                                                                 \
	ACCESS(unaligned_read, bytes, false)                                                       \
	ACCESS(unaligned_write, bytes, true)                                                       \
	ACCESS(volatile_read, bytes, false)                                                        \
	ACCESS(volatile_write, bytes, true)

ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)

void __tsan_read_range(const void *address, unsigned long bytes)
{
	TURN_FRAME();
	if (bytes > 0)
		access_plain((uintptr_t)address, (uint32_t)bytes, false, POINT_PC());
}

void __tsan_write_range(const void *address, unsigned long bytes)
{
	TURN_FRAME();
	if (bytes > 0)
		access_plain((uintptr_t)address, (uint32_t)bytes, true, POINT_PC());
}
