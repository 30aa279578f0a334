/* SPDX-License-Identifier: MIT */
/* Modelled calls: pipes, and reading and writing of whatever a descriptor stands for. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "../rt.h"
#include "calls.h"
#include "calls_state.h"
#include "counters.h"
#include "signals.h"
#include "transfer.h"

/* ---- pipes ---- */

static struct file *end_of(struct channel *channel, bool reads, int flags)
{
	struct file *file = file_new(FILE_CHANNEL, flags | (reads ? O_RDONLY : O_WRONLY));

	if (file == NULL)
		return NULL;
	if (reads)
		file->in = channel;
	else
		file->out = channel;
	return file;
}

static int make_pipe(int ends[2], int flags, uintptr_t pc)
{
	struct channel *channel = channel_new(false, false);
	struct file *reads, *writes;

	if (flags & ~(O_CLOEXEC | O_NONBLOCK))
		return call_fail(EINVAL);
	reads = channel == NULL ? NULL : end_of(channel, true, flags & O_NONBLOCK);
	writes = reads == NULL ? NULL : end_of(channel, false, flags & O_NONBLOCK);
	if (writes == NULL)
		call_unsupported("so many pipes of one thread", pc);
	access_plain((uintptr_t)ends, 2 * sizeof ends[0], true, pc);
	ends[0] = descriptor_open(reads, 0, flags & O_CLOEXEC, pc);
	ends[1] = descriptor_open(writes, 0, flags & O_CLOEXEC, pc);
	if (ends[1] >= 0)
		return 0;
	if (ends[0] >= 0)
		descriptor_close(ends[0], pc);
	return call_fail(EMFILE);
}

int __wrap_pipe(int ends[2])
{
	CALL_BEGIN();
	return make_pipe(ends, 0, POINT_PC());
}

int __wrap_pipe2(int ends[2], int flags)
{
	CALL_BEGIN();
	return make_pipe(ends, flags, POINT_PC());
}

/* ---- reading and writing ---- */

static ssize_t read_standard(const struct file *file, const struct transfer *transfer)
{
	const struct iovec *piece = &transfer->pieces[0];

	if (file->standard != 0)
		return call_fail(EBADF);
	input_take(transfer->pc);
	access_plain((uintptr_t)piece->iov_base, (uint32_t)piece->iov_len, true, transfer->pc);
	return (ssize_t)fread(piece->iov_base, 1, piece->iov_len, stdin);
}

static ssize_t write_standard(const struct file *file, const struct transfer *transfer)
{
	ssize_t bytes = 0;

	if (file->standard == 0)
		return call_fail(EBADF);
	for (int i = 0; i < transfer->npieces; i++) {
		const struct iovec *piece = &transfer->pieces[i];

		if (piece->iov_len > 0)
			access_plain((uintptr_t)piece->iov_base, (uint32_t)piece->iov_len, false,
				     transfer->pc);
		if (rt.job->keep_output)
			fwrite(piece->iov_base, 1, piece->iov_len,
			       file->standard == 1 ? stdout : stderr);
		bytes += (ssize_t)piece->iov_len;
	}
	return bytes;
}

static ssize_t read_now(struct transfer *transfer)
{
	const struct descriptor *entry = descriptor_look_up(transfer->number, transfer->pc);

	if (entry == NULL)
		return call_fail(EBADF);
	switch (entry->file->kind) {
	case FILE_STANDARD:
		return read_standard(entry->file, transfer);
	case FILE_COUNTER:
		return counter_read(entry->file, transfer);
	case FILE_SIGNALS:
		return signals_read(entry->file, transfer);
	case FILE_MEMORY:
		call_unsupported("reading from a memory object", transfer->pc);
	default:
		return transfer_in(transfer);
	}
}

static ssize_t read_any(struct transfer *transfer)
{
	ssize_t got = read_now(transfer);
	int error = world.self->error;

	signals_on_return(transfer->pc);
	world.self->error = error;
	return got;
}

static ssize_t write_any(struct transfer *transfer)
{
	const struct descriptor *entry = descriptor_look_up(transfer->number, transfer->pc);

	if (entry == NULL)
		return call_fail(EBADF);
	switch (entry->file->kind) {
	case FILE_STANDARD:
		return write_standard(entry->file, transfer);
	case FILE_COUNTER:
		return counter_write(entry->file, transfer);
	case FILE_MEMORY:
		call_unsupported("writing to a memory object", transfer->pc);
	default:
		return transfer_out(transfer);
	}
}

ssize_t __wrap_read(int number, void *to, size_t bytes)
{
	const struct iovec piece = {to, bytes};

	CALL_BEGIN();
	return read_any(&(struct transfer){
		.number = number, .pieces = &piece, .npieces = 1, .pc = POINT_PC()});
}

ssize_t __wrap_write(int number, const void *from, size_t bytes)
{
	const struct iovec piece = {(void *)from, bytes};

	CALL_BEGIN();
	return write_any(&(struct transfer){
		.number = number, .pieces = &piece, .npieces = 1, .pc = POINT_PC()});
}

ssize_t __wrap_readv(int number, const struct iovec *pieces, int count)
{
	CALL_BEGIN();
	return read_any(&(struct transfer){
		.number = number, .pieces = pieces, .npieces = count, .pc = POINT_PC()});
}

ssize_t __wrap_writev(int number, const struct iovec *pieces, int count)
{
	CALL_BEGIN();
	return write_any(&(struct transfer){
		.number = number, .pieces = pieces, .npieces = count, .pc = POINT_PC()});
}
