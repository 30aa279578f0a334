/* SPDX-License-Identifier: MIT */
/* Modelled calls: mutexes and spin locks. */
#include "calls.h"

#include <errno.h>
#include <string.h>

#include "../slot.h"
#include "memory.h"

#define BYTES  16 /* of the model that change */
#define ROBUST 16 /* glibc's bits in the kind */
#define SHARED 128

/*
 * An owner's number: in a process's own memory the thread's own name for itself, since a forked thread
 * owns what its parent owned; in shared memory the thread's index, which no other has.
 */

static struct model_mutex *model(const pthread_mutex_t *mutex)
{
	return (struct model_mutex *)(uintptr_t)mutex;
}

static int kind_of(const pthread_mutex_t *mutex)
{
	int kind = model(mutex)->kind;

	return kind < 0 ? kind : kind & 3;
}

static uint32_t me(const pthread_mutex_t *mutex)
{
	return memory_is_private((uintptr_t)mutex) ? (uint32_t)world.self->id
						   : world.self->index + 1;
}

static bool is_robust(const pthread_mutex_t *mutex)
{
	return model(mutex)->kind >= 0 && (model(mutex)->kind & ROBUST);
}

bool mutex_is_own(const pthread_mutex_t *mutex)
{
	return model(mutex)->locked && model(mutex)->owner == me(mutex);
}

static bool is_unusable(const pthread_mutex_t *mutex, uintptr_t pc)
{
	if (model(mutex)->kind == -1) {
		call_misuse(mutex, pc, "a destroyed mutex is used");
		return true;
	}
	model(mutex)->sharing.shared = (model(mutex)->kind & SHARED) != 0;
	call_check_sharing(mutex, &model(mutex)->sharing, pc);
	return false;
}

/* Kept with the thread, so that it is known when the thread ends. */
static void keep_robust(pthread_mutex_t *mutex, uintptr_t pc)
{
	struct thread *self = world.self;

	if (self->nrobust == ROBUST_KEPT)
		call_unsupported("a thread that holds 9 robust mutexes", pc);
	self->robust[self->nrobust++] = mutex;
}

static void forget_robust(const pthread_mutex_t *mutex)
{
	struct thread *self = world.self;

	for (unsigned i = 0; i < self->nrobust; i++)
		if (self->robust[i] == mutex)
			self->robust[i] = self->robust[--self->nrobust];
}

static int taken_robust(pthread_mutex_t *mutex, uintptr_t pc)
{
	keep_robust(mutex, pc);
	if (model(mutex)->robust != ROBUST_OWNER_DEAD)
		return 0;
	model(mutex)->robust = ROBUST_INCONSISTENT;
	return EOWNERDEAD;
}

int mutex_taken(pthread_mutex_t *mutex, uintptr_t pc)
{
	bool lost = model(mutex)->robust == ROBUST_LOST;

	turn_commit(!lost);
	order_acquire(mutex);
	if (lost)
		return ENOTRECOVERABLE;
	model(mutex)->locked = 1;
	model(mutex)->owner = me(mutex);
	slot_hold(mutex, pc);
	return is_robust(mutex) ? taken_robust(mutex, pc) : 0;
}

/* In the memory of a process that has ended nobody can miss them. */
void mutex_owner_dies(struct thread *owner, uintptr_t pc)
{
	bool gone = !child_lives((uint64_t[2]){*owner->process->state, 0});

	while (owner->nrobust > 0) {
		pthread_mutex_t *mutex = owner->robust[--owner->nrobust];

		if (gone && memory_is_private((uintptr_t)mutex))
			continue;
		call_take(OP_OWNER_DIES, mutex, BYTES, pc);
		turn_commit(true);
		order_release(mutex);
		model(mutex)->locked = model(mutex)->count = model(mutex)->owner = 0;
		model(mutex)->robust = ROBUST_OWNER_DEAD;
		slot_release_of(owner->slot, mutex);
	}
}

/* A mutex that the caller holds already.  False: the caller has to wait for itself. */
static bool again(pthread_mutex_t *mutex, int *result)
{
	if (!mutex_is_own(mutex) || kind_of(mutex) == PTHREAD_MUTEX_NORMAL)
		return false;
	*result = kind_of(mutex) == PTHREAD_MUTEX_RECURSIVE ? 0 : EDEADLK;
	if (*result == 0)
		model(mutex)->count++;
	return true;
}

int mutex_take(pthread_mutex_t *mutex, uintptr_t pc)
{
	int result;

	if (is_unusable(mutex, pc))
		return EINVAL;
	if (again(mutex, &result))
		return result;
	call_take(OP_LOCK, mutex, BYTES, pc);
	return mutex_taken(mutex, pc);
}

int mutex_try(pthread_mutex_t *mutex, enum op_kind kind, uintptr_t pc)
{
	int result;

	if (is_unusable(mutex, pc))
		return EINVAL;
	if (again(mutex, &result))
		return result == EDEADLK ? EBUSY : result;
	call_take(kind, mutex, BYTES, pc);
	if (mutex_is_free(CALL_OBJECT(mutex)))
		return mutex_taken(mutex, pc);
	turn_commit(false);
	return EBUSY;
}

/* The lock may be free in time, or not: the other threads' order decides, as for a try. */
int mutex_take_until(pthread_mutex_t *mutex, clockid_t clock, const struct timespec *deadline,
		     uintptr_t pc)
{
	int result;

	if (mutex_is_own(mutex) && kind_of(mutex) == PTHREAD_MUTEX_ERRORCHECK)
		return EDEADLK;
	result = mutex_try(mutex, OP_TIMEDLOCK, pc);
	if (result != EBUSY)
		return result;
	if (!time_is_valid(deadline))
		return EINVAL;
	time_skip_to(clock, deadline);
	return ETIMEDOUT;
}

int mutex_give(pthread_mutex_t *mutex, uintptr_t pc)
{
	if (is_unusable(mutex, pc))
		return EINVAL;
	if (!mutex_is_own(mutex)) {
		call_misuse(mutex, pc, "unlocked by a thread that does not hold it");
		if (kind_of(mutex) != PTHREAD_MUTEX_NORMAL)
			return EPERM;
	}
	if (model(mutex)->count > 0) {
		model(mutex)->count--;
		return 0;
	}
	call_take(OP_UNLOCK, mutex, BYTES, pc);
	turn_commit(true);
	order_release(mutex);
	model(mutex)->locked = 0;
	model(mutex)->owner = 0;
	if (is_robust(mutex))
		forget_robust(mutex);
	if (model(mutex)->robust == ROBUST_INCONSISTENT)
		model(mutex)->robust = ROBUST_LOST;
	slot_release(mutex);
	return 0;
}

int __wrap_pthread_mutex_consistent(pthread_mutex_t *mutex)
{
	CALL_BEGIN();
	if (!mutex_is_own(mutex) || model(mutex)->robust != ROBUST_INCONSISTENT)
		return EINVAL;
	model(mutex)->robust = ROBUST_GOOD; /* the owner's own business until it unlocks */
	return 0;
}

int __wrap_pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes)
{
	CALL_BEGIN();
	call_take(OP_INIT, mutex, BYTES, POINT_PC());
	turn_commit(true);
	return pthread_mutex_init(mutex, attributes);
}

int __wrap_pthread_mutex_destroy(pthread_mutex_t *mutex)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	call_take(OP_DESTROY, mutex, BYTES, pc);
	turn_commit(true);
	if (model(mutex)->locked) {
		call_misuse(mutex, pc, "destroyed while it is locked");
		return EBUSY;
	}
	model(mutex)->kind = -1;
	return 0;
}

int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex)
{
	CALL_BEGIN();
	return mutex_take(mutex, POINT_PC());
}

int __wrap_pthread_mutex_trylock(pthread_mutex_t *mutex)
{
	CALL_BEGIN();
	return mutex_try(mutex, OP_TRYLOCK, POINT_PC());
}

int __wrap_pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *deadline)
{
	CALL_BEGIN();
	return mutex_take_until(mutex, CLOCK_REALTIME, deadline, POINT_PC());
}

int __wrap_pthread_mutex_clocklock(pthread_mutex_t *mutex, clockid_t clock,
				   const struct timespec *deadline)
{
	CALL_BEGIN();
	if (!time_is_waited_by(clock))
		return EINVAL;
	return mutex_take_until(mutex, clock, deadline, POINT_PC());
}

int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex)
{
	CALL_BEGIN();
	return mutex_give(mutex, POINT_PC());
}

/* ---- spin locks ---- */

int __wrap_pthread_spin_init(pthread_spinlock_t *lock, int shared)
{
	CALL_BEGIN();
	(void)shared;
	call_take(OP_INIT, (void *)lock, sizeof *lock, POINT_PC());
	turn_commit(true);
	*lock = SPIN_FREE;
	return 0;
}

int __wrap_pthread_spin_destroy(pthread_spinlock_t *lock)
{
	CALL_BEGIN();
	(void)lock;
	return 0;
}

static void spin_taken(pthread_spinlock_t *lock, uintptr_t pc)
{
	turn_commit(true);
	order_acquire((void *)lock);
	*lock = SPIN_TAKEN;
	slot_hold((void *)lock, pc);
}

int __wrap_pthread_spin_lock(pthread_spinlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	call_take(OP_SPIN_LOCK, (void *)lock, sizeof *lock, pc);
	spin_taken(lock, pc);
	return 0;
}

int __wrap_pthread_spin_trylock(pthread_spinlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	call_take(OP_SPIN_TRYLOCK, (void *)lock, sizeof *lock, pc);
	if (*lock == SPIN_FREE) {
		spin_taken(lock, pc);
		return 0;
	}
	turn_commit(false);
	return EBUSY;
}

int __wrap_pthread_spin_unlock(pthread_spinlock_t *lock)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	if (!slot_release((void *)lock))
		call_misuse((void *)lock, pc, "unlocked by a thread that does not hold it");
	call_take(OP_SPIN_UNLOCK, (void *)lock, sizeof *lock, pc);
	turn_commit(true);
	order_release((void *)lock);
	*lock = SPIN_FREE;
	return 0;
}
