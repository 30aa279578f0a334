/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Unnamed semaphores of one process. */
#include "rules.h"

#include <limits.h>
#include <semaphore.h>

static int value_of(sem_t *semaphore)
{
	int value = -1;

	RULE(sem_getvalue(semaphore, &value) == 0);
	return value;
}

/* sem_init: the semaphore has the value that it was made with. */
static void a_semaphore_begins_with_its_value(void)
{
	sem_t semaphore;

	RULE(sem_init(&semaphore, 0, 3) == 0);
	RULE(value_of(&semaphore) == 3);
	RULE(sem_destroy(&semaphore) == 0);
}

/* sem_init: EINVAL, the value is above SEM_VALUE_MAX. */
static void a_value_has_a_limit(void)
{
	sem_t semaphore;

	RULE(sem_init(&semaphore, 0, SEM_VALUE_MAX) == 0);
	RULE(fails(sem_init(&semaphore, 0, (unsigned)SEM_VALUE_MAX + 1), EINVAL));
}

/* sem_wait: takes one away, and does not wait while there is any. */
static void a_wait_takes_one(void)
{
	sem_t semaphore;

	RULE(sem_init(&semaphore, 0, 2) == 0);
	RULE(sem_wait(&semaphore) == 0 && value_of(&semaphore) == 1);
	RULE(sem_wait(&semaphore) == 0 && value_of(&semaphore) == 0);
	RULE(sem_destroy(&semaphore) == 0);
}

/* sem_trywait: EAGAIN, it would have to wait; the value stays. */
static void a_try_at_none_is_told_to_come_again(void)
{
	sem_t semaphore;

	RULE(sem_init(&semaphore, 0, 1) == 0);
	RULE(sem_trywait(&semaphore) == 0);
	RULE(fails(sem_trywait(&semaphore), EAGAIN));
	RULE(value_of(&semaphore) == 0);
}

/* sem_post: adds one; nobody needs to have waited. */
static void a_post_adds_one(void)
{
	sem_t semaphore;

	RULE(sem_init(&semaphore, 0, 0) == 0);
	RULE(sem_post(&semaphore) == 0 && sem_post(&semaphore) == 0);
	RULE(value_of(&semaphore) == 2);
	RULE(sem_trywait(&semaphore) == 0);
}

/* Linux, and POSIX since 2024: sem_post: EOVERFLOW, it has SEM_VALUE_MAX already, and keeps it. */
static void a_post_does_not_overflow(void)
{
	sem_t semaphore;

	RULE(sem_init(&semaphore, 0, SEM_VALUE_MAX) == 0);
	RULE(fails(sem_post(&semaphore), EOVERFLOW));
	RULE(value_of(&semaphore) == SEM_VALUE_MAX);
	RULE(sem_wait(&semaphore) == 0);
	RULE(sem_post(&semaphore) == 0);
}

static void *post(void *semaphore)
{
	RULE(sem_post(semaphore) == 0);
	return NULL;
}

/* sem_wait: waits until another thread posts, and knows then what that did before. */
static void a_wait_waits_for_a_post(void)
{
	pthread_t poster;
	sem_t semaphore;

	RULE(sem_init(&semaphore, 0, 0) == 0);
	RULE(pthread_create(&poster, NULL, post, &semaphore) == 0);
	RULE(sem_wait(&semaphore) == 0);
	RULE(value_of(&semaphore) == 0);
	RULE(pthread_join(poster, NULL) == 0);
}

static void *wait_and_post_back(void *pair)
{
	sem_t *semaphores = pair;

	for (int i = 0; i < 3; i++) {
		RULE(sem_wait(&semaphores[0]) == 0);
		RULE(sem_post(&semaphores[1]) == 0);
	}
	return NULL;
}

/* sem_post, sem_wait: unlike a signal, a post is not lost when nobody waits yet. */
static void posts_are_not_lost(void)
{
	sem_t semaphores[2];
	pthread_t thread;

	RULE(sem_init(&semaphores[0], 0, 0) == 0 && sem_init(&semaphores[1], 0, 0) == 0);
	RULE(sem_post(&semaphores[0]) == 0);
	RULE(pthread_create(&thread, NULL, wait_and_post_back, semaphores) == 0);
	RULE(sem_wait(&semaphores[1]) == 0);
	RULE(sem_post(&semaphores[0]) == 0 && sem_post(&semaphores[0]) == 0);
	RULE(pthread_join(thread, NULL) == 0);
	RULE(value_of(&semaphores[0]) == 0 && value_of(&semaphores[1]) == 2);
}

/* sem_post: whoever holds nothing may post: a semaphore has no owner. */
static void another_thread_may_post_what_one_took(void)
{
	sem_t semaphore;

	RULE(sem_init(&semaphore, 0, 1) == 0);
	RULE(sem_wait(&semaphore) == 0);
	RULE(in_thread(post, &semaphore) == NULL);
	RULE(sem_trywait(&semaphore) == 0);
}

/* sem_init: of a destroyed semaphore makes a new one. */
static void a_destroyed_semaphore_can_be_made_again(void)
{
	sem_t semaphore;

	RULE(sem_init(&semaphore, 0, 7) == 0 && sem_destroy(&semaphore) == 0);
	RULE(sem_init(&semaphore, 0, 1) == 0 && value_of(&semaphore) == 1);
	RULE(sem_destroy(&semaphore) == 0);
}

int main(void)
{
	a_semaphore_begins_with_its_value();
	a_value_has_a_limit();
	a_wait_takes_one();
	a_try_at_none_is_told_to_come_again();
	a_post_adds_one();
	a_post_does_not_overflow();
	a_wait_waits_for_a_post();
	posts_are_not_lost();
	another_thread_may_post_what_one_took();
	a_destroyed_semaphore_can_be_made_again();
	return 0;
}
