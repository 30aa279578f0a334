/* SPDX-License-Identifier: MIT */
/*
 * The functions that a compiler calls, given -fsanitize=thread, before every access that could be
 * shared: here they are our own, and each access is a schedule point.
 *
 * Only in the native runner; in the tsan runners libtsan has them, and tsan_front.c stands before.
 *
 * Threads: any thread of the program, for itself.
 */
#include "point.h"
#include "rt.h"

/* One pair of functions a width; the access itself is the program's next instruction. */
#define ACCESS(name, kind)                                                                         \
	void __tsan_##name(const void *address)                                                    \
	{                                                                                          \
		point(kind, address, POINT_PC());                                                  \
	}

#define ACCESSES(width)                                                                            \
	ACCESS(read##width, POINT_READ)                                                            \
	ACCESS(write##width, POINT_WRITE)                                                          \
	ACCESS(unaligned_read##width, POINT_READ)                                                  \
	ACCESS(unaligned_write##width, POINT_WRITE)                                                \
	ACCESS(volatile_read##width, POINT_READ)                                                   \
	ACCESS(volatile_write##width, POINT_WRITE)

ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)

void __tsan_read_range(const void *address, unsigned long bytes)
{
	(void)bytes;
	point(POINT_READ, address, POINT_PC());
}

void __tsan_write_range(const void *address, unsigned long bytes)
{
	(void)bytes;
	point(POINT_WRITE, address, POINT_PC());
}
