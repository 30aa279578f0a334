/* SPDX-License-Identifier: MIT */
/*
 * Atomic operations on 16 bytes (a pointer and its version, say).  Every one of the submission's
 * comes here, so one lock makes them atomic to each other on any processor.
 *
 * Threads: any thread of the program, for itself; the lock is innermost.
 */
#include "point.h"

typedef unsigned __int128 wide;

static atomic_flag wide_lock = ATOMIC_FLAG_INIT;

static void take(const volatile wide *address, uintptr_t pc)
{
	point(POINT_ATOMIC, (const void *)address, pc);
	while (atomic_flag_test_and_set_explicit(&wide_lock, memory_order_acquire))
		;
}

static void give(void)
{
	atomic_flag_clear_explicit(&wide_lock, memory_order_release);
}

wide __tsan_atomic128_load(const volatile wide *address, int order)
{
	wide value;

	(void)order;
	take(address, POINT_PC());
	value = *address;
	give();
	return value;
}

#define WIDE_CHANGE(name, new)                                                                     \
	wide __tsan_atomic128_##name(volatile wide *address, wide value, int order)                \
	{                                                                                          \
		wide old;                                                                          \
                                                                                                   \
		(void)order;                                                                       \
		take(address, POINT_PC());                                                         \
		old = *address;                                                                    \
		*address = (new);                                                                  \
		give();                                                                            \
		return old;                                                                        \
	}

WIDE_CHANGE(exchange, value)
WIDE_CHANGE(fetch_add, old + value)
WIDE_CHANGE(fetch_sub, old - value)
WIDE_CHANGE(fetch_and, old & value)
WIDE_CHANGE(fetch_or, old | value)
WIDE_CHANGE(fetch_xor, old ^ value)
WIDE_CHANGE(fetch_nand, ~(old & value))

void __tsan_atomic128_store(volatile wide *address, wide value, int order)
{
	(void)order;
	take(address, POINT_PC());
	*address = value;
	give();
}

static int compare_exchange(volatile wide *address, wide *expected, wide value, uintptr_t pc)
{
	int same;

	take(address, pc);
	same = *address == *expected;
	if (same)
		*address = value;
	else
		*expected = *address;
	give();
	return same;
}

int __tsan_atomic128_compare_exchange_strong(volatile wide *address, wide *expected, wide value,
					     int order, int failed)
{
	(void)order;
	(void)failed;
	return compare_exchange(address, expected, value, POINT_PC());
}

int __tsan_atomic128_compare_exchange_weak(volatile wide *address, wide *expected, wide value,
					   int order, int failed)
{
	(void)order;
	(void)failed;
	return compare_exchange(address, expected, value, POINT_PC());
}

wide __tsan_atomic128_compare_exchange_val(volatile wide *address, wide expected, wide value,
					   int order, int failed)
{
	(void)order;
	(void)failed;
	compare_exchange(address, &expected, value, POINT_PC());
	return expected;
}
