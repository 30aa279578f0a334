/* SPDX-License-Identifier: MIT */
/*
 * How the modelled objects lie in the program's own memory, so that they are saved and restored with
 * it.  Where POSIX has static initialisers, all zeros is the state that they make, and the kind
 * stands where glibc's initialisers put it.
 *
 * The questions take the object's first 16 bytes, so that they can be asked of an earlier state too.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_MODEL_H
#define RACELAB_MODEL_H

#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdint.h>

#include "processes.h"

/* Who uses an object in memory that processes share; not a state that anybody waits for. */
struct model_sharing {
	uint8_t shared; /* it was made for several processes */
	uint8_t user;	/* the first process that used it, its index + 1 */
};

/* A robust mutex: has the last owner died, and has the new one mended what it guards? */
enum model_robust { ROBUST_GOOD, ROBUST_OWNER_DEAD, ROBUST_INCONSISTENT, ROBUST_LOST };

struct model_mutex {
	uint32_t locked;
	uint32_t count;	 /* of a recursive one, beyond the first */
	uint32_t owner;	 /* see calls_mutex.c */
	uint32_t robust; /* enum model_robust */
	int kind;	 /* glibc's: 0 normal, 1 recursive, 2 error-checking; -1 destroyed */
	struct model_sharing sharing;
};
_Static_assert(sizeof(struct model_mutex) <= sizeof(pthread_mutex_t), "it fits");
_Static_assert(__builtin_offsetof(struct model_mutex, kind) ==
		       __builtin_offsetof(pthread_mutex_t, __data.__kind),
	       "glibc's initialisers set the kind there");

struct model_cond {
	uint64_t waiters; /* a bit for each thread's index */
	uint32_t clock;	  /* clockid_t + 1; 0: CLOCK_REALTIME */
	struct model_sharing sharing;
};
_Static_assert(sizeof(struct model_cond) <= sizeof(pthread_cond_t), "it fits");

struct model_rwlock {
	uint32_t readers;
	uint32_t writer;  /* thread's index + 1 */
	uint32_t waiting; /* writers that wait */
	uint32_t prefers_writers;
	struct model_sharing sharing;
};
_Static_assert(sizeof(struct model_rwlock) <= sizeof(pthread_rwlock_t), "it fits");

struct model_barrier {
	uint32_t threads, arrived, generation;
	struct model_sharing sharing;
};
_Static_assert(sizeof(struct model_barrier) <= sizeof(pthread_barrier_t), "it fits");

struct model_semaphore {
	uint32_t value;
	struct model_sharing sharing;
};

/* pthread_once_t, spin locks: one int. */
enum { ONCE_NEW, ONCE_RUNNING, ONCE_DONE };
enum { SPIN_TAKEN = 0, SPIN_FREE = 1 };

static inline bool mutex_is_free(const uint64_t object[2])
{
	return (uint32_t)object[0] == 0;
}

static inline bool spin_is_free(const uint64_t object[2])
{
	return (uint32_t)object[0] == SPIN_FREE;
}

static inline bool rwlock_admits_writer(const uint64_t object[2])
{
	return object[0] == 0;
}

/* glibc's default lets readers pass waiting writers. */
static inline bool rwlock_admits_reader(const uint64_t object[2])
{
	bool writer = object[0] >> 32 != 0, writers_wait = (uint32_t)object[1] != 0;

	return !writer && !(writers_wait && object[1] >> 32 != 0);
}

static inline uint32_t semaphore_value(const uint64_t object[2])
{
	return (uint32_t)object[0];
}

static inline bool once_is_running(const uint64_t object[2])
{
	return (uint32_t)object[0] == ONCE_RUNNING;
}

static inline bool once_is_new(const uint64_t object[2])
{
	return (uint32_t)object[0] == ONCE_NEW;
}

static inline bool cond_has_waiters(const uint64_t object[2])
{
	return object[0] != 0;
}

static inline bool cond_has_waiter(const uint64_t object[2], unsigned thread)
{
	return object[0] >> thread & 1;
}

/* ---- a parent's children: a byte each, enum child_state of processes.h ---- */

static inline uint8_t child_state(const uint64_t object[2])
{
	return (uint8_t)object[0];
}

static inline bool child_is_zombie(const uint64_t object[2])
{
	return child_state(object) == CHILD_ZOMBIE;
}

static inline bool child_is_mortal(const uint64_t object[2])
{
	return child_state(object) == CHILD_MORTAL;
}

/* It can still be ended / its parent still has to wait. */
static inline bool child_lives(const uint64_t object[2])
{
	return child_state(object) == CHILD_LIVES || child_state(object) == CHILD_MORTAL;
}

static inline bool child_is_there(const uint64_t object[2])
{
	return child_lives(object) || child_state(object) == CHILD_DYING;
}

static inline bool child_any(const uint64_t object[2], bool (*is)(const uint64_t object[2]))
{
	for (unsigned i = 0; i < CHILDREN_KEPT; i++)
		if (is((uint64_t[2]){object[i / 8] >> i % 8 * 8, 0}))
			return true;
	return false;
}

#endif
