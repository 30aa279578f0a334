/* SPDX-License-Identifier: MIT */
/* Modelled calls: mutexes and spin locks. */
#include "calls.h"

#include <errno.h>

#include "report.h"

/* glibc's bit in the kind of a mutex that PTHREAD_PROCESS_SHARED sets. */
#define SHARED_BIT 128
/* ... that PTHREAD_MUTEX_ROBUST sets. */
#define ROBUST_BIT 16

bool mutex_is_shared(const pthread_mutex_t *mutex)
{
	return mutex->__data.__kind & SHARED_BIT;
}

static int taken(pthread_mutex_t *mutex, int result, uintptr_t pc)
{
	if (result == 0 || result == EOWNERDEAD)
		slot_hold(mutex, pc);
	return result;
}

int mutex_take(pthread_mutex_t *mutex, uintptr_t pc)
{
	int result;

	/*
	 * A tool must see the call that the program made, and no other.  And glibc 2.36's trylock of a
	 * robust mutex that cannot be recovered leaves it taken, which its lock does not.
	 */
	if (!rt.tool && !(mutex->__data.__kind & ROBUST_BIT)) {
		result = pthread_mutex_trylock(mutex);
		if (result != EBUSY)
			return taken(mutex, result, pc);
	}
	slot_wait((struct wait){.kind = WAIT_MUTEX,
				.object = mutex,
				.pc = pc,
				.shared = mutex_is_shared(mutex)});
	result = pthread_mutex_lock(mutex);
	slot_go_on();
	return taken(mutex, result, pc);
}

int mutex_try(pthread_mutex_t *mutex, uintptr_t pc)
{
	return taken(mutex, pthread_mutex_trylock(mutex), pc);
}

int mutex_take_until(pthread_mutex_t *mutex, clockid_t clock, const struct timespec *deadline,
		     uintptr_t pc)
{
	struct timespec soon = time_soon(clock, deadline);
	int result;

	slot_wait_timed();
	/* The tools know this call and not the other. */
	result = clock == CLOCK_REALTIME ? pthread_mutex_timedlock(mutex, &soon)
					 : pthread_mutex_clocklock(mutex, clock, &soon);
	slot_go_on();
	if (result == ETIMEDOUT)
		time_skip_to(clock, deadline);
	return taken(mutex, result, pc);
}

int mutex_give(pthread_mutex_t *mutex, uintptr_t pc)
{
	if (!slot_release(mutex) && !rt.tool)
		report_here(FINDING_LOCK_MISUSE, pc, mutex,
			    "unlocked by a thread that does not hold it");
	return pthread_mutex_unlock(mutex);
}

int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, mutex, pc);
	return call_leave(mutex_take(mutex, pc));
}

int __wrap_pthread_mutex_trylock(pthread_mutex_t *mutex)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, mutex, pc);
	return call_leave(mutex_try(mutex, pc));
}

int __wrap_pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *deadline)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, mutex, pc);
	return call_leave(mutex_take_until(mutex, CLOCK_REALTIME, deadline, pc));
}

int __wrap_pthread_mutex_clocklock(pthread_mutex_t *mutex, clockid_t clock,
				   const struct timespec *deadline)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_TAKE, mutex, pc);
	return call_leave(mutex_take_until(mutex, clock, deadline, pc));
}

int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_GIVE, mutex, pc);
	return call_leave(mutex_give(mutex, pc));
}

/*
 * A spin lock is taken by trying, each try a schedule point: one that nobody will ever give back is
 * then a livelock of so many steps, and not a run without end.
 */
int __wrap_pthread_spin_lock(pthread_spinlock_t *lock)
{
	uintptr_t pc = POINT_PC();
	int result;

	call_enter(POINT_TAKE, (const void *)lock, pc);
	if (rt.tool) {
		result = pthread_spin_lock(lock);
	} else {
		while ((result = pthread_spin_trylock(lock)) == EBUSY)
			point(POINT_TAKE, (const void *)lock, pc);
	}
	slot_hold((const void *)lock, pc);
	return call_leave(result);
}

int __wrap_pthread_spin_trylock(pthread_spinlock_t *lock)
{
	uintptr_t pc = POINT_PC();
	int result;

	call_enter(POINT_TAKE, (const void *)lock, pc);
	result = pthread_spin_trylock(lock);
	if (result == 0)
		slot_hold((const void *)lock, pc);
	return call_leave(result);
}

int __wrap_pthread_spin_unlock(pthread_spinlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_GIVE, (const void *)lock, pc);
	if (!slot_release((const void *)lock) && !rt.tool)
		report_here(FINDING_LOCK_MISUSE, pc, (const void *)lock,
			    "unlocked by a thread that does not hold it");
	return call_leave(pthread_spin_unlock(lock));
}
