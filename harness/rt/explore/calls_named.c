/* SPDX-License-Identifier: MIT */
/* Modelled calls: memory objects and semaphores that have a name. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "calls.h"
#include "heap.h"
#include "names.h"
#include "shared.h"

/* ---- memory ---- */

static int open_memory(struct shared_object *object, int flags, bool closes_on_exec, uintptr_t pc)
{
	struct file *file = file_new(FILE_MEMORY, flags);
	int number;

	if (file == NULL)
		call_unsupported("so many descriptors of one thread", pc);
	file->object = object;
	number = descriptor_open(file, 0, closes_on_exec, pc);
	return number < 0 ? call_fail(EMFILE) : number;
}

int __wrap_shm_open(const char *name, int flags, mode_t mode)
{
	uintptr_t pc = POINT_PC();
	struct shared_object *object;
	bool made;

	CALL_BEGIN();
	(void)mode;
	object = name_open(NAME_MEMORY, name, flags, &made, pc);
	if (object == NULL)
		return -1;
	if (flags & O_TRUNC)
		object->bytes = 0;
	return open_memory(object, flags & O_ACCMODE, true, pc);
}

int __wrap_shm_unlink(const char *name)
{
	CALL_BEGIN();
	return name_unlink(NAME_MEMORY, name, POINT_PC());
}

int __wrap_memfd_create(const char *name, unsigned flags)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	(void)name;
	return open_memory(name_none(pc), O_RDWR, flags & MFD_CLOEXEC, pc);
}

static struct shared_object *object_of(int number)
{
	const struct descriptor *entry = descriptor_of(number);

	return entry == NULL || entry->file->kind != FILE_MEMORY ? NULL : entry->file->object;
}

int __wrap_ftruncate(int number, off_t bytes)
{
	uintptr_t pc = POINT_PC();
	struct shared_object *object = object_of(number);

	CALL_BEGIN();
	if (object == NULL)
		return call_fail(descriptor_of(number) == NULL ? EBADF : EINVAL);
	if (bytes < 0)
		return call_fail(EINVAL);
	call_take(OP_TRUNCATE, object, 8, pc);
	turn_commit(true);
	if (object->at == 0) {
		object->room = (size_t)bytes + 65536;
		object->at = (uintptr_t)shared_make(object->room);
	}
	if (object->at == 0 || (size_t)bytes > object->room)
		call_unsupported("a memory object that grows so much", pc);
	if ((size_t)bytes < object->bytes)
		memset((char *)object->at + bytes, 0, object->bytes - (size_t)bytes);
	object->bytes = (size_t)bytes;
	return 0;
}

int __wrap_fstat(int number, struct stat *status)
{
	const struct descriptor *entry = descriptor_of(number);

	CALL_BEGIN();
	if (entry == NULL)
		return call_fail(EBADF);
	memset(status, 0, sizeof *status);
	switch (entry->file->kind) {
	case FILE_MEMORY:
		call_take(OP_LOOK, entry->file->object, 8, POINT_PC());
		turn_commit(false);
		status->st_mode = S_IFREG | 0600;
		status->st_size = (off_t)entry->file->object->bytes;
		return 0;
	case FILE_CHANNEL:
		status->st_mode = (entry->file->socket ? S_IFSOCK : S_IFIFO) | 0600;
		return 0;
	default:
		call_unsupported("fstat of such a descriptor", POINT_PC());
	}
}

/* What others write there later may or may not be seen, says POSIX: here it is not. */
static void *copy_of(uintptr_t at, size_t bytes, uintptr_t pc)
{
	void *copy = heap_map(bytes, pc);

	return copy == NULL ? NULL : memcpy(copy, (const void *)at, bytes);
}

void *memory_map_object(int number, size_t bytes, off_t offset, bool shared, uintptr_t pc)
{
	const struct shared_object *object = object_of(number);
	size_t whole = (object == NULL ? 0 : object->bytes + 4095) & ~(size_t)4095;

	if (object == NULL)
		return NULL;
	if (offset % 4096 != 0)
		return NULL;
	if (object->at == 0 || (size_t)offset + bytes > whole)
		call_unsupported("a mapping beyond a memory object's end", pc);
	if (!shared)
		return copy_of(object->at + (uintptr_t)offset, bytes, pc);
	shared_map(object->at + (uintptr_t)offset, bytes, pc);
	return (void *)(object->at + (uintptr_t)offset);
}

/* ---- semaphores ---- */

sem_t *__wrap_sem_open(const char *name, int flags, ...)
{
	uintptr_t pc = POINT_PC();
	struct shared_object *object;
	unsigned value = 0;
	va_list args;
	bool made;

	CALL_BEGIN();
	va_start(args, flags);
	if (flags & O_CREAT) {
		(void)va_arg(args, mode_t);
		value = va_arg(args, unsigned);
	}
	va_end(args);
	if (value > SEM_VALUE_MAX) {
		world.self->error = EINVAL;
		return SEM_FAILED;
	}
	object = name_open(NAME_SEMAPHORE, name, flags, &made, pc);
	if (object == NULL)
		return SEM_FAILED;
	if (made) {
		object->at = (uintptr_t)shared_make(sizeof(sem_t));
		((struct model_semaphore *)object->at)->value = value;
		((struct model_semaphore *)object->at)->sharing.shared = true;
	}
	shared_map(object->at, sizeof(sem_t), pc);
	return (sem_t *)object->at;
}

/* The page stays mapped: another sem_open() of the process may have given the same address. */
int __wrap_sem_close(sem_t *semaphore)
{
	(void)semaphore;
	CALL_BEGIN();
	return 0;
}

int __wrap_sem_unlink(const char *name)
{
	CALL_BEGIN();
	return name_unlink(NAME_SEMAPHORE, name, POINT_PC());
}
