/* SPDX-License-Identifier: MIT */
/*
 * The functions that a compiler calls, given -fsanitize=thread, in the place of atomic operations:
 * sequentially consistent in their effect; what they order for others is as the program said
 * (order.h).  A change that leaves the value as it was (a failed compare-and-exchange, the taking of
 * a flag that is set) is a read.
 *
 * Threads: any thread of the program, for itself.
 */
#include "../point.h"
#include "access.h"
#include "order.h"
#include "turn.h"

static void take(enum op_kind kind, const volatile void *address, uint32_t size, uintptr_t pc)
{
	access_check((uintptr_t)address, size, kind != OP_ATOMIC_LOAD, pc);
	turn_take(&(struct op){.kind = kind,
			       .address = (uintptr_t)address,
			       .size = size,
			       .atomic = true,
			       .pc = pc});
}

/* A change that leaves the value: whoever did it knows what the last writer knew. */
static void finish_change(const volatile void *address, bool changes, int how)
{
	turn_commit(changes);
	order_load((const void *)address, how);
	if (changes)
		order_store((const void *)address, how, true);
}

#define LOAD_STORE(bits, type)                                                                     \
	type __tsan_atomic##bits##_load(const volatile type *address, int how)                     \
	{                                                                                          \
		TURN_FRAME();                                                                      \
		take(OP_ATOMIC_LOAD, address, sizeof(type), POINT_PC());                        \
		turn_commit(false);                                                                \
		order_load((const void *)address, how);                                            \
		return *address;                                                                   \
	}                                                                                          \
	void __tsan_atomic##bits##_store(volatile type *address, type value, int how)              \
	{                                                                                          \
		TURN_FRAME();                                                                      \
		take(OP_ATOMIC_STORE, address, sizeof(type), POINT_PC());                       \
		turn_commit(true);                                                                 \
		order_store((const void *)address, how, false);                                    \
		*address = value;                                                                  \
	}

/* `new` is made of the old value and the operand, `value`. */
#define CHANGE(bits, type, name, new)                                                              \
	type __tsan_atomic##bits##_##name(volatile type *address, type value, int how)             \
	{                                                                                          \
		type old, next;                                                                    \
                                                                                                   \
		TURN_FRAME();                                                                      \
		take(OP_ATOMIC_CHANGE, address, sizeof(type), POINT_PC());                      \
		old = *address;                                                                    \
		next = (type)(new);                                                                \
		finish_change(address, next != old, how);                                          \
		*address = next;                                                                   \
		return old;                                                                        \
	}

#define COMPARE(bits, type)                                                                        \
	static bool compare##bits(volatile type *address, type *expected, type value, int how,     \
				  int failed, uintptr_t pc)                                        \
	{                                                                                          \
		type old;                                                                          \
		bool equal;                                                                        \
                                                                                                   \
		take(OP_ATOMIC_CHANGE, address, sizeof(type), pc);            \
		old = *address;                                                                    \
		equal = old == *expected;                                                          \
		finish_change(address, equal && old != value, equal ? how : failed);               \
		if (equal)                                                                         \
			*address = value;                                                          \
		else                                                                               \
			*expected = old;                                                           \
		return equal;                                                                      \
	}                                                                                          \
	int __tsan_atomic##bits##_compare_exchange_strong(volatile type *address, type *expected,  \
							  type value, int how, int failed)         \
	{                                                                                          \
		TURN_FRAME();                                                                      \
		return compare##bits(address, expected, value, how, failed, POINT_PC());           \
	}                                                                                          \
	int __tsan_atomic##bits##_compare_exchange_weak(volatile type *address, type *expected,    \
							type value, int how, int failed)           \
	{                                                                                          \
		TURN_FRAME();                                                                      \
		return compare##bits(address, expected, value, how, failed, POINT_PC());           \
	}                                                                                          \
	type __tsan_atomic##bits##_compare_exchange_val(volatile type *address, type expected,     \
							type value, int how, int failed)           \
	{                                                                                          \
		TURN_FRAME();                                                                      \
		compare##bits(address, &expected, value, how, failed, POINT_PC());                 \
		return expected;                                                                   \
	}

#define ATOMICS(bits, type)                                                                        \
	LOAD_STORE(bits, type)                                                                     \
	CHANGE(bits, type, exchange, value)                                                        \
	CHANGE(bits, type, fetch_add, old + value)                                                 \
	CHANGE(bits, type, fetch_sub, old - value)                                                 \
	CHANGE(bits, type, fetch_and, old & value)                                                 \
	CHANGE(bits, type, fetch_or, old | value)                                                  \
	CHANGE(bits, type, fetch_xor, old ^ value)                                                 \
	CHANGE(bits, type, fetch_nand, ~(old & value))                                             \
	COMPARE(bits, type)

typedef unsigned __int128 wide;

ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)
ATOMICS(128, wide)

void __tsan_atomic_thread_fence(int how)
{
	order_fence(how);
}

void __tsan_atomic_signal_fence(int how)
{
	(void)how;
}
