/* SPDX-License-Identifier: MIT */
/*
 * What each kind of op needs and does: may it take effect on an object in that state, and would it change
 * it?  The other half of turn.h, which is about whose turn it is.
 */
#include "channels.h"
#include "model.h"
#include "turn.h"

bool turn_ready_on(const struct op *op, unsigned thread, const uint64_t object[2])
{
	switch (op->kind) {
	case OP_LOCK:
		return mutex_is_free(object);
	case OP_SPIN_LOCK:
		return spin_is_free(object);
	case OP_READ_LOCK:
		return rwlock_admits_reader(object);
	case OP_WRITE_LOCK:
		return rwlock_admits_writer(object);
	case OP_SEM_WAIT:
		return semaphore_value(object) > 0;
	case OP_ONCE:
		return !once_is_running(object);
	case OP_TIMEOUT:
		return cond_has_waiter(object, thread);
	case OP_WAIT_CHILD:
		return !child_is_there(object);
	case OP_WAIT_ANY:
		return child_any(object, child_is_zombie) || !child_any(object, child_is_there);
	case OP_PIPE_READ:
		return channel_is_readable(object) || !channel_has_writer(object);
	case OP_PIPE_WRITE:
		return channel_free(object) >= op->amount || !channel_has_reader(object);
	case OP_COUNTER_READ:
		return object[0] > 0;
	case OP_DELIVER: /* ... or there is no more to deliver */
		return !(object[0] & op->amount) || !(object[1] & op->amount);
	default:
		return true;
	}
}

/* Only for ops whose effect depends on their object; the others always do the same. */
bool turn_writes_on(const struct op *op, unsigned thread, const uint64_t object[2])
{
	(void)thread;
	switch (op->kind) {
	case OP_TRYLOCK:
	case OP_TIMEDLOCK:
		return mutex_is_free(object);
	case OP_SPIN_TRYLOCK:
		return spin_is_free(object);
	case OP_TRY_READ_LOCK:
		return rwlock_admits_reader(object);
	case OP_TRY_WRITE_LOCK:
		return rwlock_admits_writer(object);
	case OP_SEM_TRYWAIT:
	case OP_SEM_TIMEDWAIT:
		return semaphore_value(object) > 0;
	case OP_SIGNAL:
	case OP_BROADCAST:
		return cond_has_waiters(object);
	case OP_ONCE:
		return once_is_new(object);
	case OP_WAIT_CHILD:
	case OP_LOOK_CHILD:
		return child_is_zombie(object);
	case OP_WAIT_ANY:
	case OP_LOOK_ANY:
		return child_any(object, child_is_zombie);
	case OP_KILL:
		return child_is_mortal(object);
	case OP_PIPE_READ:
	case OP_PIPE_TRY_READ:
		return channel_is_readable(object);
	case OP_PIPE_WRITE:
	case OP_PIPE_TRY_WRITE:
		return channel_has_reader(object) && channel_free(object) >= op->amount;
	case OP_COUNTER_READ:
	case OP_COUNTER_TRY_READ:
		return object[0] > 0;
	case OP_END:
		return child_lives(object);
	case OP_DELIVER:
	case OP_SIGTAKE:
		return (object[0] & op->amount) != 0;
	default:
		return !turn_only_reads(op->kind);
	}
}

bool turn_is_event(const struct op *op)
{
	switch (op->kind) {
	case OP_LOCAL:
	case OP_JOIN:
	case OP_PARKED:
	case OP_PAUSE:
	case OP_SUSPEND:
	case OP_EXIT:
		return false;
	default:
		return true;
	}
}

bool turn_only_reads(enum op_kind kind)
{
	switch (kind) {
	case OP_READ:
	case OP_ATOMIC_LOAD:
	case OP_SEM_VALUE:
	case OP_PARENT:
	case OP_LOOK_UP:
	case OP_LOOK:
	case OP_POLL:
	case OP_CANCEL_POINT:
		return true;
	default:
		return false;
	}
}

struct op turn_op_of(const struct event *event)
{
	return (struct op){.kind = (enum op_kind)event->kind,
			   .address = event->address,
			   .size = event->size,
			   .amount = event->amount,
			   .address2 = event->address2,
			   .size2 = event->size2,
			   .strike = event->strike,
			   .target = event->target,
			   .private = event->private};
}
