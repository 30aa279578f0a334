/* SPDX-License-Identifier: MIT */
/*
 * Noise in front of the real ThreadSanitizer: the submission's calls of __tsan_write4 and its kin
 * arrive here (by the linker's --wrap), pass through the door, and go on to libtsan, which is told
 * the pc that called.
 *
 * Only in the tsan runners.  Atomics go straight to libtsan: their noise comes from the plain
 * accesses and calls around them.
 *
 * Threads: any thread of the program, for itself.
 */
#include "point.h"
#include "rt.h"

const bool rt_is_tsan = true;

#define ACCESS(name, kind)                                                                         \
	void __tsan_##name##_pc(const void *address, void *pc);                                    \
	void __wrap___tsan_##name(const void *address)                                             \
	{                                                                                          \
		point(kind, address, POINT_PC());                                                  \
		__tsan_##name##_pc(address, __builtin_return_address(0));                          \
	}

ACCESS(read1, POINT_READ)
ACCESS(read2, POINT_READ)
ACCESS(read4, POINT_READ)
ACCESS(read8, POINT_READ)
ACCESS(read16, POINT_READ)
ACCESS(write1, POINT_WRITE)
ACCESS(write2, POINT_WRITE)
ACCESS(write4, POINT_WRITE)
ACCESS(write8, POINT_WRITE)
ACCESS(write16, POINT_WRITE)

#define RANGE(name, kind)                                                                          \
	void __tsan_##name##_pc(const void *address, unsigned long bytes, void *pc);               \
	void __wrap___tsan_##name(const void *address, unsigned long bytes)                        \
	{                                                                                          \
		point(kind, address, POINT_PC());                                                  \
		__tsan_##name##_pc(address, bytes, __builtin_return_address(0));                   \
	}

RANGE(read_range, POINT_READ)
RANGE(write_range, POINT_WRITE)
