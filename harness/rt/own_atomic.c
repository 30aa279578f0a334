/* SPDX-License-Identifier: MIT */
/*
 * The functions that a compiler calls, given -fsanitize=thread, in the place of atomic operations:
 * a schedule point, then the operation.
 *
 * Loads and stores keep the order that the program asked for, since a weaker one than it should be
 * is a bug that stress may meet on this processor; the rest is sequentially consistent.
 *
 * Threads: any thread of the program, for itself.
 */
#include "point.h"

/* The builtins want their order as a constant. */
#define LOAD(type, address, order)                                                                 \
	((order) == __ATOMIC_RELAXED	 ? __atomic_load_n(address, __ATOMIC_RELAXED)              \
	 : (order) == __ATOMIC_SEQ_CST ? __atomic_load_n(address, __ATOMIC_SEQ_CST)                \
				       : __atomic_load_n(address, __ATOMIC_ACQUIRE))

#define STORE(address, value, order)                                                               \
	((order) == __ATOMIC_RELAXED   ? __atomic_store_n(address, value, __ATOMIC_RELAXED)        \
	 : (order) == __ATOMIC_SEQ_CST ? __atomic_store_n(address, value, __ATOMIC_SEQ_CST)        \
				       : __atomic_store_n(address, value, __ATOMIC_RELEASE))

#define FETCH(bits, type, operation)                                                               \
	type __tsan_atomic##bits##_fetch_##operation(volatile type *address, type value,           \
						     int order)                                    \
	{                                                                                          \
		(void)order;                                                                       \
		point(POINT_ATOMIC, (const void *)address, POINT_PC());                            \
		return __atomic_fetch_##operation(address, value, __ATOMIC_SEQ_CST);               \
	}

#define EXCHANGES(bits, type)                                                                      \
	type __tsan_atomic##bits##_load(const volatile type *address, int order)                   \
	{                                                                                          \
		point(POINT_ATOMIC, (const void *)address, POINT_PC());                            \
		return LOAD(type, address, order);                                                 \
	}                                                                                          \
	void __tsan_atomic##bits##_store(volatile type *address, type value, int order)            \
	{                                                                                          \
		point(POINT_ATOMIC, (const void *)address, POINT_PC());                            \
		STORE(address, value, order);                                                      \
	}                                                                                          \
	type __tsan_atomic##bits##_exchange(volatile type *address, type value, int order)         \
	{                                                                                          \
		(void)order;                                                                       \
		point(POINT_ATOMIC, (const void *)address, POINT_PC());                            \
		return __atomic_exchange_n(address, value, __ATOMIC_SEQ_CST);                      \
	}                                                                                          \
	int __tsan_atomic##bits##_compare_exchange_strong(volatile type *address, type *expected,  \
							  type value, int order, int failed)       \
	{                                                                                          \
		(void)order;                                                                       \
		(void)failed;                                                                      \
		point(POINT_ATOMIC, (const void *)address, POINT_PC());                            \
		return __atomic_compare_exchange_n(address, expected, value, 0, __ATOMIC_SEQ_CST,  \
						   __ATOMIC_SEQ_CST);                              \
	}                                                                                          \
	int __tsan_atomic##bits##_compare_exchange_weak(volatile type *address, type *expected,    \
							type value, int order, int failed)         \
	{                                                                                          \
		(void)order;                                                                       \
		(void)failed;                                                                      \
		point(POINT_ATOMIC, (const void *)address, POINT_PC());                            \
		return __atomic_compare_exchange_n(address, expected, value, 1, __ATOMIC_SEQ_CST,  \
						   __ATOMIC_SEQ_CST);                              \
	}                                                                                          \
	type __tsan_atomic##bits##_compare_exchange_val(volatile type *address, type expected,     \
							type value, int order, int failed)         \
	{                                                                                          \
		(void)order;                                                                       \
		(void)failed;                                                                      \
		point(POINT_ATOMIC, (const void *)address, POINT_PC());                            \
		__atomic_compare_exchange_n(address, &expected, value, 0, __ATOMIC_SEQ_CST,        \
					    __ATOMIC_SEQ_CST);                                     \
		return expected;                                                                   \
	}

#define ATOMICS(bits, type)                                                                        \
	EXCHANGES(bits, type)                                                                      \
	FETCH(bits, type, add)                                                                     \
	FETCH(bits, type, sub)                                                                     \
	FETCH(bits, type, and)                                                                     \
	FETCH(bits, type, or)                                                                      \
	FETCH(bits, type, xor)                                                                     \
	FETCH(bits, type, nand)

ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)

void __tsan_atomic_thread_fence(int order)
{
	(void)order;
	point(POINT_ATOMIC, NULL, POINT_PC());
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
}

void __tsan_atomic_signal_fence(int order)
{
	(void)order;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
}
