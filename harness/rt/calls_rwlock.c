/* SPDX-License-Identifier: MIT */
/* Modelled calls: read-write locks. */
#include "calls.h"

#include <errno.h>

#include "report.h"

static int taken(pthread_rwlock_t *lock, int result, uintptr_t pc)
{
	if (result == 0)
		slot_hold(lock, pc);
	return result;
}

static int take(pthread_rwlock_t *lock, enum wait_kind kind, int (*call)(pthread_rwlock_t *),
		uintptr_t pc)
{
	int result;

	slot_wait((struct wait){.kind = kind,
				.object = lock,
				.pc = pc,
				.shared = lock->__data.__shared != 0});
	result = call(lock);
	slot_go_on();
	return taken(lock, result, pc);
}

static int take_until(pthread_rwlock_t *lock, const struct timespec *deadline,
		      int (*call)(pthread_rwlock_t *, const struct timespec *), uintptr_t pc)
{
	struct timespec soon = time_soon(CLOCK_REALTIME, deadline);
	int result;

	slot_wait_timed();
	result = call(lock, &soon);
	slot_go_on();
	if (result == ETIMEDOUT)
		time_skip_to(CLOCK_REALTIME, deadline);
	return taken(lock, result, pc);
}

int __wrap_pthread_rwlock_rdlock(pthread_rwlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, lock, pc);
	return call_leave(take(lock, WAIT_READ_LOCK, pthread_rwlock_rdlock, pc));
}

int __wrap_pthread_rwlock_wrlock(pthread_rwlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, lock, pc);
	return call_leave(take(lock, WAIT_WRITE_LOCK, pthread_rwlock_wrlock, pc));
}

int __wrap_pthread_rwlock_tryrdlock(pthread_rwlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, lock, pc);
	return call_leave(taken(lock, pthread_rwlock_tryrdlock(lock), pc));
}

int __wrap_pthread_rwlock_trywrlock(pthread_rwlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, lock, pc);
	return call_leave(taken(lock, pthread_rwlock_trywrlock(lock), pc));
}

int __wrap_pthread_rwlock_timedrdlock(pthread_rwlock_t *lock, const struct timespec *deadline)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, lock, pc);
	return call_leave(take_until(lock, deadline, pthread_rwlock_timedrdlock, pc));
}

int __wrap_pthread_rwlock_timedwrlock(pthread_rwlock_t *lock, const struct timespec *deadline)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, lock, pc);
	return call_leave(take_until(lock, deadline, pthread_rwlock_timedwrlock, pc));
}

int __wrap_pthread_rwlock_unlock(pthread_rwlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_GIVE, lock, pc);
	if (!slot_release(lock) && !rt.tool)
		report_here(FINDING_LOCK_MISUSE, pc, lock,
			    "unlocked by a thread that does not hold it");
	return call_leave(pthread_rwlock_unlock(lock));
}
