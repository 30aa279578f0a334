/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Spin locks. */
#include "rules.h"

static pthread_spinlock_t lock;
static int steps; /* guarded by lock */

static void *try(void *unused)
{
	(void)unused;
	return (void *)(long)pthread_spin_trylock(&lock);
}

/* pthread_spin_trylock: EBUSY, a thread has it: another, or the caller. */
static void a_try_at_a_held_lock_is_busy(void)
{
	RULE(pthread_spin_lock(&lock) == 0);
	RULE(in_thread(try, NULL) == (void *)EBUSY);
	RULE(pthread_spin_trylock(&lock) == EBUSY);
	RULE(pthread_spin_unlock(&lock) == 0);
}

/* pthread_spin_trylock: what it gets is locked. */
static void what_a_try_gets_is_locked(void)
{
	RULE(pthread_spin_trylock(&lock) == 0);
	RULE(in_thread(try, NULL) == (void *)EBUSY);
	RULE(pthread_spin_unlock(&lock) == 0);
}

static void *step(void *unused)
{
	RULE(pthread_spin_lock(&lock) == 0);
	steps++;
	RULE(pthread_spin_unlock(&lock) == 0);
	return unused;
}

/* pthread_spin_lock: one thread at a time. */
static void one_thread_holds_it(void)
{
	pthread_t other;

	RULE(pthread_create(&other, NULL, step, NULL) == 0);
	step(NULL);
	RULE(pthread_join(other, NULL) == 0);
	RULE(steps == 2);
}

/* pthread_spin_init: of a destroyed lock makes a new one, which is free. */
static void a_destroyed_lock_can_be_made_again(void)
{
	RULE(pthread_spin_destroy(&lock) == 0);
	RULE(pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE) == 0);
	RULE(pthread_spin_trylock(&lock) == 0);
	RULE(pthread_spin_unlock(&lock) == 0);
}

int main(void)
{
	RULE(pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE) == 0);
	a_try_at_a_held_lock_is_busy();
	what_a_try_gets_is_locked();
	one_thread_holds_it();
	a_destroyed_lock_can_be_made_again();
	return 0;
}
