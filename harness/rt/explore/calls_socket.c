/* SPDX-License-Identifier: MIT */
/* Modelled calls: socket pairs, and descriptors that are passed through them. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>

#include "calls.h"
#include "transfer.h"

/* ---- making and shutting ---- */

static struct file *end_of(struct channel *in, struct channel *out, int flags)
{
	struct file *file = in == NULL || out == NULL ? NULL : file_new(FILE_CHANNEL, flags);

	if (file == NULL)
		return NULL;
	file->in = in;
	file->out = out;
	file->socket = true;
	return file;
}

static int make_pair(int type, int ends[2], uintptr_t pc)
{
	int kind = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
	int flags = O_RDWR | (type & SOCK_NONBLOCK ? O_NONBLOCK : 0);
	bool bounded = kind != SOCK_STREAM, closes = type & SOCK_CLOEXEC;
	struct channel *there = channel_new(true, bounded), *back = channel_new(true, bounded);
	struct file *one = end_of(back, there, flags), *other = end_of(there, back, flags);

	if (one == NULL || other == NULL)
		call_unsupported("so many sockets of one thread", pc);
	access_plain((uintptr_t)ends, 2 * sizeof ends[0], true, pc);
	ends[0] = descriptor_open(one, 0, closes, pc);
	ends[1] = descriptor_open(other, 0, closes, pc);
	return ends[0] < 0 || ends[1] < 0 ? call_fail(EMFILE) : 0;
}

int __wrap_socketpair(int family, int type, int protocol, int ends[2])
{
	uintptr_t pc = POINT_PC();
	int kind = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);

	CALL_BEGIN();
	(void)protocol;
	if (family != AF_UNIX)
		return call_fail(EOPNOTSUPP);
	if (kind != SOCK_STREAM && kind != SOCK_SEQPACKET && kind != SOCK_DGRAM)
		return call_fail(ESOCKTNOSUPPORT);
	return make_pair(type, ends, pc);
}

static struct file *socket_of(int number, int *error, uintptr_t pc)
{
	const struct descriptor *entry = descriptor_look_up(number, pc);

	*error = entry == NULL ? EBADF : entry->file->socket ? 0 : ENOTSOCK;
	return *error == 0 ? entry->file : NULL;
}

static void shut(struct channel *channel, bool in, uintptr_t pc)
{
	call_take(OP_CLOSE_END, channel, CHANNEL_OBJECT, pc);
	turn_commit(true);
	order_release(channel);
	if (in)
		channel->readers = 0;
	else
		channel->writers = 0;
}

/* For every descriptor that stands for it, in all processes. */
int __wrap_shutdown(int number, int how)
{
	uintptr_t pc = POINT_PC();
	struct file *file;
	int error;

	CALL_BEGIN();
	file = socket_of(number, &error, pc);
	if (file == NULL)
		return call_fail(error);
	if (how != SHUT_RD && how != SHUT_WR && how != SHUT_RDWR)
		return call_fail(EINVAL);
	if (how != SHUT_WR && !file->in_shut) {
		file->in_shut = true;
		shut(file->in, true, pc);
	}
	if (how != SHUT_RD && !file->out_shut) {
		file->out_shut = true;
		shut(file->out, false, pc);
	}
	return 0;
}

/* ---- sending and receiving ---- */

static int refuse(int flags, int known, uintptr_t pc)
{
	if (flags & ~known)
		call_unsupported("a socket's call with that flag", pc);
	return 0;
}

static ssize_t send_it(struct transfer *transfer, int flags)
{
	int error;

	refuse(flags, MSG_DONTWAIT | MSG_NOSIGNAL, transfer->pc);
	if (socket_of(transfer->number, &error, transfer->pc) == NULL)
		return call_fail(error);
	transfer->never_waits = flags & MSG_DONTWAIT;
	transfer->no_signal = flags & MSG_NOSIGNAL;
	return transfer_out(transfer);
}

static ssize_t receive_it(struct transfer *transfer, int flags)
{
	int error;

	refuse(flags, MSG_DONTWAIT | MSG_PEEK | MSG_CMSG_CLOEXEC | MSG_NOSIGNAL, transfer->pc);
	if (socket_of(transfer->number, &error, transfer->pc) == NULL)
		return call_fail(error);
	transfer->never_waits = flags & MSG_DONTWAIT;
	transfer->stays = flags & MSG_PEEK;
	return transfer_in(transfer);
}

ssize_t __wrap_send(int number, const void *from, size_t bytes, int flags)
{
	const struct iovec piece = {(void *)from, bytes};

	CALL_BEGIN();
	return send_it(&(struct transfer){.number = number, .pieces = &piece, .npieces = 1, .pc = POINT_PC()},
		       flags);
}

ssize_t __wrap_recv(int number, void *to, size_t bytes, int flags)
{
	const struct iovec piece = {to, bytes};

	CALL_BEGIN();
	return receive_it(&(struct transfer){.number = number, .pieces = &piece, .npieces = 1, .pc = POINT_PC()},
			  flags);
}

/* ---- descriptors that go along ---- */

/* They are open on their way, too.  0 or errno. */
static int attach(struct transfer *transfer, const struct msghdr *message)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c != NULL;
	     c = CMSG_NXTHDR((struct msghdr *)message, c)) {
		size_t count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			call_unsupported("a control message that passes no descriptors", transfer->pc);
		if (count > PARCEL_FILES)
			call_unsupported("so many descriptors in one message", transfer->pc);
		for (size_t i = 0; i < count; i++) {
			const struct descriptor *entry = descriptor_of(((int *)CMSG_DATA(c))[i]);

			if (entry == NULL)
				return EBADF;
			file_share(entry->file);
			transfer->files[transfer->nfiles++] = entry->file;
		}
	}
	return 0;
}

ssize_t __wrap_sendmsg(int number, const struct msghdr *message, int flags)
{
	struct transfer transfer = {.number = number,
				    .pieces = message->msg_iov,
				    .npieces = (int)message->msg_iovlen,
				    .pc = POINT_PC()};
	ssize_t sent;
	int error;

	CALL_BEGIN();
	error = attach(&transfer, message);
	if (error != 0)
		return call_fail(error);
	sent = send_it(&transfer, flags);
	for (unsigned i = 0; sent < 0 && i < transfer.nfiles; i++)
		file_release(transfer.files[i], transfer.pc);
	return sent;
}

/* Those that find no room are closed. */
static void detach(const struct transfer *transfer, struct msghdr *message, bool closes_on_exec)
{
	struct cmsghdr *c = CMSG_FIRSTHDR(message);
	size_t room = c == NULL ? 0 : (message->msg_controllen - CMSG_LEN(0)) / sizeof(int), got = 0;

	for (unsigned i = 0; i < transfer->nfiles; i++) {
		int number = got < room ? descriptor_open(transfer->files[i], 0, closes_on_exec,
							  transfer->pc)
					: -1;

		if (number < 0)
			file_release(transfer->files[i], transfer->pc);
		else
			((int *)CMSG_DATA(c))[got++] = number;
	}
	message->msg_controllen = got == 0 ? 0 : CMSG_SPACE(got * sizeof(int));
	if (got < transfer->nfiles)
		message->msg_flags |= MSG_CTRUNC;
	if (got == 0)
		return;
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(got * sizeof(int));
}

ssize_t __wrap_recvmsg(int number, struct msghdr *message, int flags)
{
	struct transfer transfer = {.number = number,
				    .pieces = message->msg_iov,
				    .npieces = (int)message->msg_iovlen,
				    .pc = POINT_PC()};
	ssize_t got;

	CALL_BEGIN();
	got = receive_it(&transfer, flags);
	if (got < 0)
		return got;
	message->msg_flags = transfer.truncated ? MSG_TRUNC : 0;
	message->msg_namelen = 0;
	detach(&transfer, message, flags & MSG_CMSG_CLOEXEC);
	return got;
}
