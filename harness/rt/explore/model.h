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

struct model_mutex {
	uint32_t locked;
	uint32_t count; /* of a recursive one, beyond the first */
	uint32_t owner; /* thread's index + 1 */
	uint32_t unused;
	int kind;	/* glibc's: 0 normal, 1 recursive, 2 error-checking; -1 destroyed */
};
_Static_assert(sizeof(struct model_mutex) <= sizeof(pthread_mutex_t), "it fits");
_Static_assert(__builtin_offsetof(struct model_mutex, kind) ==
		       __builtin_offsetof(pthread_mutex_t, __data.__kind),
	       "glibc's initialisers set the kind there");

struct model_cond {
	uint64_t waiters; /* a bit for each thread's index */
	uint32_t clock;	  /* clockid_t + 1; 0: CLOCK_REALTIME */
	uint32_t destroyed;
};
_Static_assert(sizeof(struct model_cond) <= sizeof(pthread_cond_t), "it fits");

struct model_rwlock {
	uint32_t readers;
	uint32_t writer;  /* thread's index + 1 */
	uint32_t waiting; /* writers that wait */
	uint32_t prefers_writers;
};
_Static_assert(sizeof(struct model_rwlock) <= sizeof(pthread_rwlock_t), "it fits");

struct model_barrier {
	uint32_t threads, arrived, generation, unused;
};
_Static_assert(sizeof(struct model_barrier) <= sizeof(pthread_barrier_t), "it fits");

struct model_semaphore {
	uint32_t value;
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

#endif
