/* SPDX-License-Identifier: MIT */
/* Each wrong use of a lock that Helgrind and DRD have a word for, once. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_mutex_t free_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t kept = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t b = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t never = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t page = PTHREAD_RWLOCK_INITIALIZER;
static struct {
	long words[16];
} garbage;

static void *unlock_foreign(void *arg)
{
	pthread_mutex_unlock(&held);
	return arg;
}

static void *end_with_lock(void *arg)
{
	pthread_mutex_lock(&kept);
	return arg;
}

static void take_twice(void)
{
	pthread_mutex_t checked;
	pthread_mutexattr_t attr;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_ERRORCHECK);
	pthread_mutex_init(&checked, &attr);
	pthread_mutex_lock(&checked);
	pthread_mutex_lock(&checked);
	pthread_mutex_unlock(&checked);
	pthread_mutex_destroy(&checked);
}

static void both_orders(void)
{
	pthread_mutex_lock(&a);
	pthread_mutex_lock(&b);
	pthread_mutex_unlock(&b);
	pthread_mutex_unlock(&a);
	pthread_mutex_lock(&b);
	pthread_mutex_lock(&a);
	pthread_mutex_unlock(&a);
	pthread_mutex_unlock(&b);
}

static void run(void *(*what)(void *))
{
	pthread_t thread;

	pthread_create(&thread, NULL, what, NULL);
	pthread_join(thread, NULL);
}

void scenario(void)
{
	pthread_mutex_lock(&free_lock);
	pthread_mutex_unlock(&free_lock);
	pthread_mutex_unlock(&free_lock);
	pthread_mutex_lock(&held);
	run(unlock_foreign);
	run(end_with_lock);
	memset(&garbage, 0x55, sizeof garbage);
	pthread_mutex_unlock((pthread_mutex_t *)&garbage);
	take_twice();
	both_orders();
	pthread_rwlock_rdlock(&page);
	pthread_rwlock_unlock(&page);
	pthread_rwlock_unlock(&page);
	pthread_mutex_lock(&never);
	pthread_mutex_destroy(&never);
}
