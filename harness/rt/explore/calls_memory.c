/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: mappings.  Shared ones without a file lie in the arena that processes share; private
 * ones are a piece of the heap, which nobody need free.
 */
#include "calls.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "files.h"
#include "heap.h"
#include "names.h"
#include "shared.h"

static void *fail(int error)
{
	world.self->error = error;
	return MAP_FAILED;
}

static void *map_private(size_t bytes, uintptr_t pc)
{
	void *memory = heap_map(bytes, pc);

	return memory == NULL ? fail(ENOMEM) : memory;
}

static void *map_shared(size_t bytes, uintptr_t pc)
{
	void *memory = shared_make(bytes);

	if (memory == NULL)
		return fail(ENOMEM);
	shared_map((uintptr_t)memory, bytes, pc);
	return memory;
}

static void *map_file(int descriptor, size_t bytes, off_t offset, bool shared, uintptr_t pc)
{
	void *memory = memory_map_object(descriptor, bytes, offset, shared, pc);

	return memory == NULL ? fail(EINVAL) : memory;
}

void *__wrap_mmap(void *wish, size_t bytes, int protection, int flags, int descriptor, off_t offset)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	(void)wish;
	if (bytes == 0)
		return fail(EINVAL);
	if (!(flags & MAP_ANONYMOUS) && descriptor_of(descriptor) == NULL)
		return fail(EBADF);
	if (flags & MAP_FIXED)
		call_unsupported("mmap at a fixed address", pc);
	if ((protection & (PROT_READ | PROT_WRITE)) != (PROT_READ | PROT_WRITE))
		call_unsupported("mmap of memory that is not to be written", pc);
	if (!(flags & MAP_ANONYMOUS))
		return map_file(descriptor, bytes, offset, flags & MAP_SHARED, pc);
	return flags & MAP_SHARED ? map_shared(bytes, pc) : map_private(bytes, pc);
}

int __wrap_munmap(void *memory, size_t bytes)
{
	uintptr_t at = (uintptr_t)memory, pc = POINT_PC();

	CALL_BEGIN();
	if (at % 4096 != 0 || bytes == 0)
		return call_fail(EINVAL);
	if (at - heap_start < HEAP_BYTES) {
		heap_unmap(memory, pc);
		return 0;
	}
	if (!shared_unmap(at, bytes))
		call_unsupported("munmap of a part of a mapping, or of something else", pc);
	return 0;
}

int __wrap_msync(void *memory, size_t bytes, int flags)
{
	(void)memory;
	(void)bytes;
	(void)flags;
	return 0;
}
