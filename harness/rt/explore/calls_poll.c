/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: poll, select and their kin.  A look at each descriptor, one after the other, and if none
 * is ready a wait until something that was looked at has changed.  With a limit of time the wait is over at
 * once, as for every timed wait here: what the others do before decides.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/select.h>

#include "calls.h"
#include "files.h"
#include "signals.h"

#define LOOKED_AT SPIN_READS

/* What the call has looked at, to wait for a change of it. */
struct looked {
	const void *objects[LOOKED_AT];
	unsigned used;
	uintptr_t pc;
};

static void look_at(struct looked *looked, const void *object)
{
	if (looked->used == LOOKED_AT)
		call_unsupported("poll of so many descriptors", looked->pc);
	call_take(OP_LOOK, object, CHANNEL_OBJECT, looked->pc);
	turn_commit(false);
	order_acquire(object);
	looked->objects[looked->used++] = object;
}

static short events_in(const struct file *file, struct looked *looked)
{
	const struct channel *channel = file->in;
	short events = 0;

	if (channel == NULL)
		return 0;
	look_at(looked, channel);
	if (channel->used > 0 || channel->nparcels > 0)
		events |= POLLIN | POLLRDNORM;
	if (channel->writers == 0)
		events |= file->socket ? POLLIN | POLLRDNORM | POLLRDHUP : POLLHUP;
	return events;
}

static short events_out(const struct file *file, struct looked *looked)
{
	const struct channel *channel = file->out;

	if (channel == NULL)
		return 0;
	look_at(looked, channel);
	if (channel->readers == 0)
		return file->socket ? POLLOUT | POLLWRNORM : POLLERR | POLLOUT | POLLWRNORM;
	return channel->capacity - channel->used >= 4096 ? POLLOUT | POLLWRNORM : 0;
}

static short events_of_channel(const struct file *file, struct looked *looked)
{
	short events = (short)(events_in(file, looked) | events_out(file, looked));

	if (file->socket && file->in->writers == 0 && file->out->readers == 0)
		events |= POLLHUP;
	return events;
}

static short events_of_signals(const struct file *file, struct looked *looked)
{
	const struct model_signals *own = signals_of_thread(world.self);
	const struct model_signals *all = signals_of_process(process_self());

	look_at(looked, own);
	look_at(looked, all);
	return (own->pending | all->pending) & file->set ? POLLIN | POLLRDNORM : 0;
}

static short events_of(const struct file *file, struct looked *looked)
{
	switch (file->kind) {
	case FILE_CHANNEL:
		return events_of_channel(file, looked);
	case FILE_SIGNALS:
		return events_of_signals(file, looked);
	case FILE_COUNTER:
		look_at(looked, &file->counter);
		return (short)((file->counter.value > 0 ? POLLIN | POLLRDNORM : 0) |
			       (file->counter.value < UINT64_MAX - 1 ? POLLOUT | POLLWRNORM : 0));
	default:
		return POLLIN | POLLRDNORM | POLLOUT | POLLWRNORM;
	}
}

static short look_up(const struct pollfd *one, struct looked *looked)
{
	const struct descriptor *entry = descriptor_look_up(one->fd, looked->pc);
	short always = POLLERR | POLLHUP | POLLNVAL;

	if (one->fd < 0)
		return 0;
	if (entry == NULL)
		return POLLNVAL;
	return (short)(events_of(entry->file, looked) & (one->events | always));
}

static int look_at_all(struct pollfd *list, nfds_t count, struct looked *looked)
{
	int ready = 0;

	looked->used = 0;
	for (nfds_t i = 0; i < count; i++) {
		list[i].revents = look_up(&list[i], looked);
		ready += list[i].revents != 0;
	}
	return ready;
}

/* Nothing is ready.  False: a signal's handler has interrupted it. */
static bool wait_for_change(const struct looked *looked)
{
	const void *object = looked->used > 0 ? looked->objects[0] : NULL;
	bool waits;

	spin_await(world.self, looked->objects, looked->used, CHANNEL_OBJECT);
	waits = turn_take(&(struct op){.kind = OP_POLL,
				       .address = (uintptr_t)object,
				       .size = object != NULL ? CHANNEL_OBJECT : 0,
				       .interruptible = true,
				       .cancels = true,
				       .atomic = true,
				       .pc = looked->pc});
	if (waits)
		turn_commit(false);
	return waits;
}

/* Returns how many are ready; 0: the time has passed. */
static int poll_all(struct pollfd *list, nfds_t count, bool limited, uintptr_t pc)
{
	struct looked looked = {.pc = pc};
	int ready;

	while ((ready = look_at_all(list, count, &looked)) == 0 && !limited)
		if (!wait_for_change(&looked))
			return call_fail(EINTR);
	return ready;
}

static int poll_it(struct pollfd *list, nfds_t count, bool limited, int64_t nsec, uintptr_t pc)
{
	int ready;

	if (count > 0)
		access_plain((uintptr_t)list, (uint32_t)(count * sizeof *list), true, pc);
	ready = poll_all(list, count, limited, pc);
	if (ready == 0)
		world.self->time += nsec;
	return ready;
}

int __wrap_poll(struct pollfd *list, nfds_t count, int milliseconds)
{
	CALL_BEGIN();
	return poll_it(list, count, milliseconds >= 0, milliseconds * 1000000LL, POINT_PC());
}

int __wrap_ppoll(struct pollfd *list, nfds_t count, const struct timespec *limit, const sigset_t *mask)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	if (mask != NULL)
		call_unsupported("ppoll with a mask", pc);
	if (limit != NULL && !time_is_valid(limit))
		return call_fail(EINVAL);
	return poll_it(list, count, limit != NULL,
		       limit == NULL ? 0 : limit->tv_sec * 1000000000LL + limit->tv_nsec, pc);
}

/* ---- select ---- */

static short wanted(int number, const fd_set *in, const fd_set *out, const fd_set *other)
{
	return (short)((in != NULL && FD_ISSET(number, in) ? POLLIN : 0) |
		       (out != NULL && FD_ISSET(number, out) ? POLLOUT : 0) |
		       (other != NULL && FD_ISSET(number, other) ? POLLPRI : 0));
}

static int mark(fd_set *set, const struct pollfd *list, nfds_t count, short events)
{
	int marked = 0;

	for (nfds_t i = 0; set != NULL && i < count; i++) {
		if (!FD_ISSET(list[i].fd, set))
			continue;
		if (list[i].revents & events)
			marked++;
		else
			FD_CLR(list[i].fd, set);
	}
	return marked;
}

static int select_it(int numbers, fd_set *in, fd_set *out, fd_set *other, bool limited, int64_t nsec,
		     uintptr_t pc)
{
	struct pollfd list[DESCRIPTORS];
	nfds_t count = 0;
	int ready;

	for (int i = 0; i < numbers && i < FD_SETSIZE; i++) {
		short events = wanted(i, in, out, other);

		if (events == 0)
			continue;
		if (descriptor_of(i) == NULL)
			return call_fail(EBADF);
		list[count++] = (struct pollfd){.fd = i, .events = events};
	}
	ready = poll_all(list, count, limited, pc);
	if (ready < 0)
		return ready;
	if (ready == 0)
		world.self->time += nsec;
	return mark(in, list, count, POLLIN | POLLHUP | POLLERR) +
	       mark(out, list, count, POLLOUT | POLLERR) + mark(other, list, count, POLLPRI);
}

int __wrap_select(int numbers, fd_set *in, fd_set *out, fd_set *other, struct timeval *limit)
{
	CALL_BEGIN();
	if (numbers < 0 || (limit != NULL && (limit->tv_sec < 0 || limit->tv_usec < 0)))
		return call_fail(EINVAL);
	return select_it(numbers, in, out, other, limit != NULL,
			 limit == NULL ? 0 : limit->tv_sec * 1000000000LL + limit->tv_usec * 1000,
			 POINT_PC());
}

int __wrap_pselect(int numbers, fd_set *in, fd_set *out, fd_set *other, const struct timespec *limit,
		   const sigset_t *mask)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	if (mask != NULL)
		call_unsupported("pselect with a mask", pc);
	return select_it(numbers, in, out, other, limit != NULL,
			 limit == NULL ? 0 : limit->tv_sec * 1000000000LL + limit->tv_nsec, pc);
}
