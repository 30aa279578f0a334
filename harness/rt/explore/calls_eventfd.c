/* SPDX-License-Identifier: MIT */
/* Modelled calls: eventfd and signalfd. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>

#include "calls.h"
#include "counters.h"
#include "signals.h"

static int open_file(struct file *file, bool closes_on_exec, uintptr_t pc)
{
	int number = descriptor_open(file, 0, closes_on_exec, pc);

	return number < 0 ? call_fail(EMFILE) : number;
}

/* ---- counters ---- */

int __wrap_eventfd(unsigned value, int flags)
{
	uintptr_t pc = POINT_PC();
	struct file *file;

	CALL_BEGIN();
	if (flags & ~(EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC))
		return call_fail(EINVAL);
	file = file_new(FILE_COUNTER, O_RDWR | (flags & EFD_NONBLOCK ? O_NONBLOCK : 0));
	if (file == NULL)
		call_unsupported("so many descriptors of one thread", pc);
	file->counter.value = value;
	file->takes_one = flags & EFD_SEMAPHORE;
	return open_file(file, flags & EFD_CLOEXEC, pc);
}

static bool take(enum op_kind kind, struct file *file, const struct transfer *transfer)
{
	return call_take_interruptible(&(struct op){.kind = kind,
						    .address = (uintptr_t)&file->counter,
						    .size = sizeof file->counter,
						    .address2 = descriptor_object(transfer->number),
						    .size2 = 1,
						    .atomic = true,
						    .pc = transfer->pc});
}

static uint64_t take_from(struct file *file)
{
	uint64_t value = file->takes_one ? 1 : file->counter.value;

	file->counter.value -= value;
	return value;
}

ssize_t counter_read(struct file *file, const struct transfer *transfer)
{
	const struct iovec *piece = &transfer->pieces[0];
	uint64_t value;

	if (piece->iov_len < sizeof value)
		return call_fail(EINVAL);
	if (!take(file->flags & O_NONBLOCK ? OP_COUNTER_TRY_READ : OP_COUNTER_READ, file, transfer))
		return call_fail(EINTR);
	turn_commit(file->counter.value > 0);
	order_acquire(&file->counter);
	if (file->counter.value == 0)
		return call_fail(EAGAIN);
	value = take_from(file);
	access_plain((uintptr_t)piece->iov_base, sizeof value, true, transfer->pc);
	memcpy(piece->iov_base, &value, sizeof value);
	return sizeof value;
}

ssize_t counter_write(struct file *file, const struct transfer *transfer)
{
	const struct iovec *piece = &transfer->pieces[0];
	uint64_t value;
	bool fits;

	if (piece->iov_len < sizeof value)
		return call_fail(EINVAL);
	access_plain((uintptr_t)piece->iov_base, sizeof value, false, transfer->pc);
	memcpy(&value, piece->iov_base, sizeof value);
	if (value == UINT64_MAX)
		return call_fail(EINVAL);
	do {
		if (!take(OP_COUNTER_WRITE, file, transfer))
			return call_fail(EINTR);
		fits = value <= UINT64_MAX - 1 - file->counter.value;
		turn_commit(fits);
		order_release(&file->counter);
		if (fits)
			file->counter.value += value;
		else if (file->flags & O_NONBLOCK)
			return call_fail(EAGAIN);
		else
			spin_await(world.self, (const void *const[]){&file->counter}, 1,
				   sizeof file->counter);
	} while (!fits);
	return sizeof value;
}

int __wrap_eventfd_read(int number, eventfd_t *value)
{
	const struct iovec piece = {value, sizeof *value};
	const struct descriptor *entry = descriptor_of(number);

	CALL_BEGIN();
	if (entry == NULL || entry->file->kind != FILE_COUNTER)
		return call_fail(EBADF);
	return counter_read(entry->file, &(struct transfer){.number = number,
							    .pieces = &piece,
							    .npieces = 1,
							    .pc = POINT_PC()}) < 0
		       ? -1
		       : 0;
}

int __wrap_eventfd_write(int number, eventfd_t value)
{
	const struct iovec piece = {&value, sizeof value};
	const struct descriptor *entry = descriptor_of(number);

	CALL_BEGIN();
	if (entry == NULL || entry->file->kind != FILE_COUNTER)
		return call_fail(EBADF);
	return counter_write(entry->file, &(struct transfer){.number = number,
							     .pieces = &piece,
							     .npieces = 1,
							     .pc = POINT_PC()}) < 0
		       ? -1
		       : 0;
}

/* ---- signals ---- */

int __wrap_signalfd(int number, const sigset_t *set, int flags)
{
	uintptr_t pc = POINT_PC();
	struct descriptor *entry = descriptor_of(number);
	struct file *file;

	CALL_BEGIN();
	if (flags & ~(SFD_NONBLOCK | SFD_CLOEXEC))
		return call_fail(EINVAL);
	if (number >= 0) {
		if (entry == NULL || entry->file->kind != FILE_SIGNALS)
			return call_fail(entry == NULL ? EBADF : EINVAL);
		entry->file->set = signals_of_set(set);
		return number;
	}
	file = file_new(FILE_SIGNALS, O_RDWR | (flags & SFD_NONBLOCK ? O_NONBLOCK : 0));
	if (file == NULL)
		call_unsupported("so many descriptors of one thread", pc);
	file->set = signals_of_set(set);
	return open_file(file, flags & SFD_CLOEXEC, pc);
}

static void tell(const siginfo_t *info, struct signalfd_siginfo *to)
{
	*to = (struct signalfd_siginfo){.ssi_signo = (uint32_t)info->si_signo,
					.ssi_code = info->si_code,
					.ssi_pid = (uint32_t)info->si_pid,
					.ssi_uid = info->si_uid};
	if (info->si_signo == SIGCHLD)
		to->ssi_status = info->si_status;
}

ssize_t signals_read(struct file *file, const struct transfer *transfer)
{
	const struct iovec *piece = &transfer->pieces[0];
	struct signalfd_siginfo told;
	bool interrupted;
	siginfo_t info;

	if (piece->iov_len < sizeof told)
		return call_fail(EINVAL);
	if (signals_await(file->set, !(file->flags & O_NONBLOCK), &interrupted, &info,
			  transfer->pc) == 0)
		return call_fail(interrupted ? EINTR : EAGAIN);
	tell(&info, &told);
	access_plain((uintptr_t)piece->iov_base, sizeof told, true, transfer->pc);
	memcpy(piece->iov_base, &told, sizeof told);
	return sizeof told;
}
