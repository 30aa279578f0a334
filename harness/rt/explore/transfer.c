/* SPDX-License-Identifier: MIT */
#include "transfer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "../rt.h"
#include "calls.h"
#include "signals.h"

static size_t length_of(const struct transfer *transfer)
{
	size_t bytes = 0;

	for (int i = 0; i < transfer->npieces; i++)
		bytes += transfer->pieces[i].iov_len;
	return bytes;
}

#define MOST_BYTES ((size_t)16 << 20) /* of one call: a lab has no need of more */
#define NESTED 4 /* transfers of one thread: a signal's handler may begin another */

/*
 * What passes through lies here meanwhile.  Kept from one execution to the next: a thread may stop for
 * good in the middle.
 */
static char *desk(size_t bytes)
{
	static struct {
		char *bytes;
		size_t room;
	} desks[THREADS][NESTED], *mine;
	const struct thread *self = world.self;

	if (self->handlers >= NESTED)
		call_unsupported("so many handlers in one another", self->op.pc);
	mine = &desks[self->index][self->handlers];
	if (bytes > MOST_BYTES)
		call_unsupported("so many bytes in one transfer", self->op.pc);
	if (bytes >= mine->room) {
		free(mine->bytes);
		mine->room = bytes + 4096;
		mine->bytes = malloc(mine->room);
		if (mine->bytes == NULL)
			rt_broken("no memory for %zu bytes on their way", bytes);
	}
	return mine->bytes;
}

static bool never_waits(const struct transfer *transfer, const struct file *file)
{
	return transfer->never_waits || (file->flags & O_NONBLOCK);
}

/*
 * Takes the turn for an op on the channel; `amount` is what a write needs.  0, EINTR, or EBADF: another
 * thread has closed the number meanwhile.
 */
static int take(const struct transfer *transfer, const struct file *file, enum op_kind kind,
		struct channel *channel, size_t amount)
{
	struct op op = {.kind = kind,
			.address = (uintptr_t)channel,
			.size = CHANNEL_OBJECT,
			.address2 = descriptor_object(transfer->number),
			.size2 = 1,
			.amount = (uint32_t)amount,
			.atomic = true,
			.pc = transfer->pc};
	const struct descriptor *entry;

	if (!call_take_interruptible(&op))
		return EINTR;
	entry = descriptor_of(transfer->number);
	if (entry != NULL && entry->file == file)
		return 0;
	turn_commit(false);
	return EBADF;
}

static struct file *file_of(const struct transfer *transfer)
{
	const struct descriptor *entry = descriptor_of(transfer->number);

	return entry == NULL ? NULL : entry->file;
}

/* ---- in ---- */

/* How much of what lies there a read gets: of messages one, and of a stream up to the next descriptors. */
static uint32_t length_in(const struct channel *channel, size_t wanted, bool *whole)
{
	uint32_t bytes = channel->used;

	*whole = false;
	if (channel->parcels && channel->nparcels > 0) {
		const struct parcel *first = &channel->parcel[channel->first_parcel];

		if (channel->bounded || first->nfiles > 0)
			bytes = first->bytes;
		*whole = channel->bounded;
	}
	return bytes < wanted ? bytes : (uint32_t)wanted;
}

static void take_files(struct transfer *transfer, struct parcel *parcel)
{
	memcpy(transfer->files, parcel->files, parcel->nfiles * sizeof parcel->files[0]);
	transfer->nfiles = parcel->nfiles;
	parcel->nfiles = 0;
}

/* What was read is gone from the parcels too. */
static void use_up(struct channel *channel, uint32_t bytes)
{
	while (channel->parcels && channel->nparcels > 0) {
		struct parcel *first = channel_parcel(channel);
		uint32_t part = bytes < first->bytes ? bytes : first->bytes;

		first->bytes -= part;
		bytes -= part;
		if (first->bytes > 0)
			return;
		channel_drop_parcel(channel);
		if (bytes == 0)
			return;
	}
}

static void drop_rest(struct transfer *transfer, struct channel *channel)
{
	struct parcel *first = channel_parcel(channel);

	transfer->truncated = first->bytes > 0;
	channel_skip(channel, first->bytes);
	channel_drop_parcel(channel);
}

static uint32_t fetch(struct transfer *transfer, struct channel *channel, size_t wanted, char *to)
{
	bool whole;
	uint32_t bytes = length_in(channel, wanted, &whole);

	if (channel->nparcels > 0 && !transfer->stays)
		take_files(transfer, channel_parcel(channel));
	channel_get(channel, to, bytes, transfer->stays);
	if (transfer->stays)
		return bytes;
	if (!whole) {
		use_up(channel, bytes);
		return bytes;
	}
	channel_parcel(channel)->bytes -= bytes;
	drop_rest(transfer, channel);
	return bytes;
}

static void spread(const struct transfer *transfer, const char *from, size_t bytes)
{
	for (int i = 0; i < transfer->npieces && bytes > 0; i++) {
		const struct iovec *piece = &transfer->pieces[i];
		size_t part = bytes < piece->iov_len ? bytes : piece->iov_len;

		if (part == 0)
			continue;
		access_plain((uintptr_t)piece->iov_base, (uint32_t)part, true, transfer->pc);
		memcpy(piece->iov_base, from, part);
		from += part;
		bytes -= part;
	}
}

static ssize_t read_channel(struct transfer *transfer, struct file *file)
{
	struct channel *channel = file->in;
	size_t wanted = length_of(transfer);
	bool waits = !never_waits(transfer, file) && !file->in_shut;
	char *copy;
	uint32_t got;
	int error;

	if (channel == NULL)
		return call_fail(EBADF);
	error = take(transfer, file, waits ? OP_PIPE_READ : OP_PIPE_TRY_READ, channel, 0);
	if (error != 0)
		return call_fail(error);
	if (!channel_is_readable(CALL_OBJECT(channel))) {
		turn_commit(false);
		order_acquire(channel);
		return channel->writers == 0 || file->in_shut ? 0 : call_fail(EAGAIN);
	}
	turn_commit(!transfer->stays);
	order_acquire(channel);
	copy = desk(wanted);
	got = fetch(transfer, channel, wanted, copy);
	spread(transfer, copy, got);
	return got;
}

ssize_t transfer_in(struct transfer *transfer)
{
	struct file *file = file_of(transfer);

	if (file == NULL || file->kind != FILE_CHANNEL)
		return call_fail(EBADF);
	return read_channel(transfer, file);
}

/* ---- out ---- */

static char *gather(const struct transfer *transfer, size_t bytes)
{
	char *all = desk(bytes), *at = all;

	for (int i = 0; i < transfer->npieces; i++) {
		const struct iovec *piece = &transfer->pieces[i];

		if (piece->iov_len == 0)
			continue;
		access_plain((uintptr_t)piece->iov_base, (uint32_t)piece->iov_len, false,
			     transfer->pc);
		memcpy(at, piece->iov_base, piece->iov_len);
		at += piece->iov_len;
	}
	return all;
}

static void add_parcel(struct transfer *transfer, struct channel *channel, uint32_t bytes)
{
	struct parcel *parcel;

	if (!channel->parcels)
		return;
	if (channel->nparcels == CHANNEL_PARCELS)
		call_unsupported("a socket with 65 messages in it", transfer->pc);
	parcel = &channel->parcel[(channel->first_parcel + channel->nparcels) % CHANNEL_PARCELS];
	channel->nparcels++;
	parcel->bytes = bytes;
	parcel->nfiles = transfer->nfiles;
	memcpy(parcel->files, transfer->files, transfer->nfiles * sizeof parcel->files[0]);
	transfer->nfiles = 0;
}

static int broken_pipe(const struct transfer *transfer)
{
	if (!transfer->no_signal)
		signals_raise(SIGPIPE, true, transfer->pc);
	return EPIPE;
}

/* Whole, if it has boundaries or is short enough: pipe(7). */
static bool is_atomic(const struct channel *channel, size_t bytes)
{
	return channel->bounded || bytes <= PIPE_BUF;
}

/* As much as fits now.  0 or errno. */
static int write_portion(struct transfer *transfer, struct file *file, const char *from, size_t left,
			 size_t *written)
{
	struct channel *channel = file->out;
	bool waits = !never_waits(transfer, file) && !file->out_shut;
	size_t needs = is_atomic(channel, left) ? left : 1, room;
	int error = take(transfer, file, waits ? OP_PIPE_WRITE : OP_PIPE_TRY_WRITE, channel, needs);

	if (error != 0)
		return error;
	if (channel->readers == 0 || file->out_shut) {
		turn_commit(false);
		return broken_pipe(transfer);
	}
	room = channel->capacity - channel->used;
	if (room < needs) {
		turn_commit(false);
		return EAGAIN;
	}
	turn_commit(true);
	order_release(channel);
	*written = left < room ? left : room;
	channel_put(channel, from, (uint32_t)*written);
	add_parcel(transfer, channel, (uint32_t)*written);
	return 0;
}

static ssize_t write_all(struct transfer *transfer, struct file *file, const char *from, size_t bytes)
{
	size_t done = 0;

	if (file->out->bounded && bytes > file->out->capacity)
		return call_fail(EMSGSIZE);
	do {
		size_t written = 0;
		int error = write_portion(transfer, file, from + done, bytes - done, &written);

		if (error != 0)
			return done > 0 ? (ssize_t)done : call_fail(error);
		done += written;
	} while (done < bytes && !never_waits(transfer, file));
	return (ssize_t)done;
}

ssize_t transfer_out(struct transfer *transfer)
{
	struct file *file = file_of(transfer);
	size_t bytes = length_of(transfer);

	if (file == NULL || file->kind != FILE_CHANNEL || file->out == NULL)
		return call_fail(EBADF);
	if (bytes == 0 && !file->out->bounded)
		return 0;
	return write_all(transfer, file, gather(transfer, bytes), bytes);
}
