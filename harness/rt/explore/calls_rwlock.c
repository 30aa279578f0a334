/* SPDX-License-Identifier: MIT */
/* Modelled calls: read-write locks. */
#include "calls.h"

#include <errno.h>
#include <string.h>

#include "../slot.h"
#include "memory.h"

#define BYTES 16 /* of the model that change */

static struct model_rwlock *model(const pthread_rwlock_t *lock)
{
	return (struct model_rwlock *)(uintptr_t)lock;
}

/* As with mutexes: see calls_mutex.c. */
static uint32_t me(const pthread_rwlock_t *lock)
{
	return memory_is_private((uintptr_t)lock) ? (uint32_t)world.self->id : world.self->index + 1;
}

static int taken(pthread_rwlock_t *lock, bool writes, uintptr_t pc)
{
	turn_commit(true);
	order_acquire(lock);
	if (writes)
		model(lock)->writer = me(lock);
	else
		model(lock)->readers++;
	slot_hold(lock, pc);
	return 0;
}

static int take(pthread_rwlock_t *lock, bool writes, uintptr_t pc)
{
	call_check_sharing(lock, &model(lock)->sharing, pc);
	if (model(lock)->writer == me(lock))
		return EDEADLK;
	if (writes && model(lock)->prefers_writers) {
		/* That it waits is something that readers notice: an event of its own. */
		call_take(OP_WAIT, lock, BYTES, pc);
		turn_commit(true);
		model(lock)->waiting++;
	}
	call_take(writes ? OP_WRITE_LOCK : OP_READ_LOCK, lock, BYTES, pc);
	taken(lock, writes, pc);
	if (writes && model(lock)->prefers_writers)
		model(lock)->waiting--;
	return 0;
}

static int try(pthread_rwlock_t *lock, bool writes, uintptr_t pc)
{
	const uint64_t *object;
	bool free;

	call_take(writes ? OP_TRY_WRITE_LOCK : OP_TRY_READ_LOCK, lock, BYTES, pc);
	object = CALL_OBJECT(lock);
	free = writes ? rwlock_admits_writer(object) : rwlock_admits_reader(object);
	if (free)
		return taken(lock, writes, pc);
	turn_commit(false);
	return EBUSY;
}

static int take_until(pthread_rwlock_t *lock, bool writes, clockid_t clock,
		      const struct timespec *deadline, uintptr_t pc)
{
	int result;

	if (!time_is_valid(deadline) || !time_is_waited_by(clock)) /* glibc: free or not */
		return EINVAL;
	if (model(lock)->writer == me(lock))
		return EDEADLK;
	result = try(lock, writes, pc);
	if (result != EBUSY)
		return result;
	time_skip_to(clock, deadline);
	return ETIMEDOUT;
}

int __wrap_pthread_rwlock_init(pthread_rwlock_t *lock, const pthread_rwlockattr_t *attributes)
{
	int preference = 0, shared = PTHREAD_PROCESS_PRIVATE;

	CALL_BEGIN();
	if (attributes != NULL) {
		pthread_rwlockattr_getkind_np(attributes, &preference);
		pthread_rwlockattr_getpshared(attributes, &shared);
	}
	call_take(OP_INIT, lock, BYTES, POINT_PC());
	turn_commit(true);
	memset(lock, 0, sizeof *lock);
	model(lock)->sharing.shared = shared == PTHREAD_PROCESS_SHARED;
	model(lock)->prefers_writers = preference == PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP;
	return 0;
}

int __wrap_pthread_rwlock_destroy(pthread_rwlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	call_take(OP_DESTROY, lock, BYTES, pc);
	turn_commit(true);
	if (model(lock)->writer || model(lock)->readers) {
		call_misuse(lock, pc, "destroyed while it is locked");
		return EBUSY;
	}
	return 0;
}

int __wrap_pthread_rwlock_rdlock(pthread_rwlock_t *lock)
{
	CALL_BEGIN();
	return take(lock, false, POINT_PC());
}

int __wrap_pthread_rwlock_wrlock(pthread_rwlock_t *lock)
{
	CALL_BEGIN();
	return take(lock, true, POINT_PC());
}

int __wrap_pthread_rwlock_tryrdlock(pthread_rwlock_t *lock)
{
	CALL_BEGIN();
	return try(lock, false, POINT_PC());
}

int __wrap_pthread_rwlock_trywrlock(pthread_rwlock_t *lock)
{
	CALL_BEGIN();
	return try(lock, true, POINT_PC());
}

int __wrap_pthread_rwlock_timedrdlock(pthread_rwlock_t *lock, const struct timespec *deadline)
{
	CALL_BEGIN();
	return take_until(lock, false, CLOCK_REALTIME, deadline, POINT_PC());
}

int __wrap_pthread_rwlock_timedwrlock(pthread_rwlock_t *lock, const struct timespec *deadline)
{
	CALL_BEGIN();
	return take_until(lock, true, CLOCK_REALTIME, deadline, POINT_PC());
}

int __wrap_pthread_rwlock_clockrdlock(pthread_rwlock_t *lock, clockid_t clock,
				      const struct timespec *deadline)
{
	CALL_BEGIN();
	return take_until(lock, false, clock, deadline, POINT_PC());
}

int __wrap_pthread_rwlock_clockwrlock(pthread_rwlock_t *lock, clockid_t clock,
				      const struct timespec *deadline)
{
	CALL_BEGIN();
	return take_until(lock, true, clock, deadline, POINT_PC());
}

int __wrap_pthread_rwlock_unlock(pthread_rwlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	if (!slot_release(lock)) {
		call_misuse(lock, pc, "unlocked by a thread that does not hold it");
		return 0;
	}
	call_take(OP_RW_UNLOCK, lock, BYTES, pc);
	turn_commit(true);
	order_release(lock);
	if (model(lock)->writer == me(lock))
		model(lock)->writer = 0;
	else
		model(lock)->readers--;
	return 0;
}
