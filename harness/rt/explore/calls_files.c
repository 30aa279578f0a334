/* SPDX-License-Identifier: MIT */
/* Modelled calls: descriptors, whatever they stand for.  See files.h. */
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

#include "calls.h"

static struct file *look_up(int number, uintptr_t pc)
{
	const struct descriptor *entry = descriptor_look_up(number, pc);

	return entry == NULL ? NULL : entry->file;
}

int __wrap_close(int number)
{
	int error;

	CALL_BEGIN();
	error = descriptor_close(number, POINT_PC());
	return error == 0 ? 0 : call_fail(error);
}

static int duplicate(int number, int least, bool closes_on_exec, uintptr_t pc)
{
	struct file *file = look_up(number, pc);
	int copy;

	if (file == NULL)
		return call_fail(EBADF);
	if (least < 0 || least >= DESCRIPTORS)
		return call_fail(EINVAL);
	file_share(file);
	copy = descriptor_open(file, least, closes_on_exec, pc);
	if (copy >= 0)
		return copy;
	file_release(file, pc);
	return call_fail(EMFILE);
}

int __wrap_dup(int number)
{
	CALL_BEGIN();
	return duplicate(number, 0, false, POINT_PC());
}

static int duplicate_to(int number, int wanted, bool closes_on_exec, uintptr_t pc)
{
	struct file *file = look_up(number, pc);

	if (file == NULL || wanted < 0 || wanted >= DESCRIPTORS)
		return call_fail(EBADF);
	file_share(file);
	descriptor_replace(wanted, file, closes_on_exec, pc);
	return wanted;
}

int __wrap_dup2(int number, int wanted)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	if (number == wanted)
		return look_up(number, pc) == NULL ? call_fail(EBADF) : wanted;
	return duplicate_to(number, wanted, false, pc);
}

int __wrap_dup3(int number, int wanted, int flags)
{
	CALL_BEGIN();
	if (number == wanted || (flags & ~O_CLOEXEC))
		return call_fail(EINVAL);
	return duplicate_to(number, wanted, flags & O_CLOEXEC, POINT_PC());
}

/* Whoever waits at the file does so by its flags. */
static void set_flags(struct file *file, int flags, uintptr_t pc)
{
	const int changed = O_NONBLOCK | O_APPEND | O_ASYNC;
	struct channel *channel = file->in != NULL ? file->in : file->out;

	if (channel != NULL) {
		call_take(OP_CLOSE_END, channel, CHANNEL_OBJECT, pc);
		turn_commit(true);
	}
	file->flags = (file->flags & ~changed) | (flags & changed);
}

static int size_of_pipe(struct file *file, int bytes, bool changes, uintptr_t pc)
{
	struct channel *channel = file->in != NULL ? file->in : file->out;

	if (channel == NULL || file->socket)
		return call_fail(EBADF);
	if (!changes)
		return (int)channel->capacity;
	if (bytes <= 0)
		return call_fail(EINVAL);
	call_take(OP_CLOSE_END, channel, CHANNEL_OBJECT, pc);
	turn_commit(true);
	return channel_resize(channel, (uint32_t)bytes) ? (int)channel->capacity : call_fail(EBUSY);
}

static int control(int number, int command, int argument, uintptr_t pc)
{
	struct file *file = look_up(number, pc);
	struct descriptor *entry = descriptor_of(number);

	if (file == NULL || entry == NULL)
		return call_fail(EBADF);
	switch (command) {
	case F_GETFD:
		return entry->closes_on_exec ? FD_CLOEXEC : 0;
	case F_SETFD:
		entry->closes_on_exec = argument & FD_CLOEXEC;
		return 0;
	case F_GETFL:
		return file->flags;
	case F_SETFL:
		set_flags(file, argument, pc);
		return 0;
	case F_DUPFD:
	case F_DUPFD_CLOEXEC:
		return duplicate(number, argument, command == F_DUPFD_CLOEXEC, pc);
	case F_GETPIPE_SZ:
	case F_SETPIPE_SZ:
		return size_of_pipe(file, argument, command == F_SETPIPE_SZ, pc);
	default:
		call_unsupported("fcntl with that command", pc);
	}
}

int __wrap_fcntl(int number, int command, ...)
{
	uintptr_t pc = POINT_PC();
	va_list args;
	int argument;

	CALL_BEGIN();
	va_start(args, command);
	argument = va_arg(args, int); /* not there for some: then nobody looks at it */
	va_end(args);
	return control(number, command, argument, pc);
}

/* What glibc's headers make of it with -D_FILE_OFFSET_BITS=64. */
int __wrap_fcntl64(int number, int command, ...)
{
	uintptr_t pc = POINT_PC();
	va_list args;
	int argument;

	CALL_BEGIN();
	va_start(args, command);
	argument = va_arg(args, int);
	va_end(args);
	return control(number, command, argument, pc);
}

off_t __wrap_lseek(int number, off_t offset, int whence)
{
	(void)offset;
	(void)whence;
	CALL_BEGIN();
	if (look_up(number, POINT_PC()) == NULL)
		return call_fail(EBADF);
	return call_fail(ESPIPE);
}
