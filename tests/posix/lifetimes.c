/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* When an object may be destroyed and its memory given back: as soon as nobody needs it. */
#include "rules.h"

#include <semaphore.h>

static struct object {
	pthread_mutex_t mutex;
	pthread_rwlock_t rwlock;
	pthread_cond_t condition;
	pthread_barrier_t barrier;
	sem_t semaphore;
	int users; /* guarded by the lock of the rule that runs */
} *object;

static void both_do(void *(*part)(void *))
{
	pthread_t other;

	object = malloc(sizeof *object);
	RULE(object != NULL);
	object->users = 2;
	RULE(pthread_mutex_init(&object->mutex, NULL) == 0);
	RULE(pthread_rwlock_init(&object->rwlock, NULL) == 0);
	RULE(pthread_cond_init(&object->condition, NULL) == 0);
	RULE(pthread_barrier_init(&object->barrier, NULL, 2) == 0);
	RULE(sem_init(&object->semaphore, 0, 0) == 0);
	RULE(pthread_create(&other, NULL, part, (void *)1) == 0);
	part((void *)0);
	RULE(pthread_join(other, NULL) == 0);
}

/* pthread_mutex_destroy: at once after an unlock by whoever knows that nobody will lock it. */
static void *leave_by_mutex(void *unused)
{
	bool last;

	RULE(pthread_mutex_lock(&object->mutex) == 0);
	last = --object->users == 0;
	RULE(pthread_mutex_unlock(&object->mutex) == 0);
	if (last) {
		RULE(pthread_mutex_destroy(&object->mutex) == 0);
		free(object);
	}
	return unused;
}

/* pthread_rwlock_destroy: likewise. */
static void *leave_by_rwlock(void *unused)
{
	bool last;

	RULE(pthread_rwlock_wrlock(&object->rwlock) == 0);
	last = --object->users == 0;
	RULE(pthread_rwlock_unlock(&object->rwlock) == 0);
	if (last) {
		RULE(pthread_rwlock_destroy(&object->rwlock) == 0);
		free(object);
	}
	return unused;
}

/* pthread_cond_destroy: at once after all who waited have been woken. */
static void *leave_by_condition(void *waits)
{
	RULE(pthread_mutex_lock(&object->mutex) == 0);
	object->users--;
	if (waits) {
		while (object->users > 0)
			RULE(pthread_cond_wait(&object->condition, &object->mutex) == 0);
		RULE(pthread_mutex_unlock(&object->mutex) == 0);
		return waits;
	}
	RULE(pthread_cond_broadcast(&object->condition) == 0);
	if (object->users == 0)
		RULE(pthread_cond_destroy(&object->condition) == 0);
	RULE(pthread_mutex_unlock(&object->mutex) == 0);
	return waits;
}

/* glibc: sem_destroy: at once after a wait that a post has ended, be the post on its way still. */
static void *leave_by_semaphore(void *posts)
{
	if (posts) {
		RULE(sem_post(&object->semaphore) == 0);
		return posts;
	}
	RULE(sem_wait(&object->semaphore) == 0);
	RULE(sem_destroy(&object->semaphore) == 0);
	free(object);
	return posts;
}

/* glibc: pthread_barrier_destroy: by the first that returns, be the others on their way still. */
static void *leave_by_barrier(void *unused)
{
	if (pthread_barrier_wait(&object->barrier) == PTHREAD_BARRIER_SERIAL_THREAD) {
		RULE(pthread_barrier_destroy(&object->barrier) == 0);
		free(object);
	}
	return unused;
}

/* free: by another thread than malloc, after it has ended. */
static void *make(void *unused)
{
	(void)unused;
	return malloc(8);
}

static void memory_outlives_its_thread(void)
{
	free(in_thread(make, NULL));
}

int main(void)
{
	both_do(leave_by_mutex);
	both_do(leave_by_rwlock);
	both_do(leave_by_condition);
	free(object);
	both_do(leave_by_semaphore);
	both_do(leave_by_barrier);
	memory_outlives_its_thread();
	return 0;
}
