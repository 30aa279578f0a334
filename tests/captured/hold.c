/* SPDX-License-Identifier: MIT */
/* Locks held longer than DRD's thresholds allow. */
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t page = PTHREAD_RWLOCK_INITIALIZER;

void scenario(void)
{
	pthread_mutex_lock(&lock);
	usleep(50000);
	pthread_mutex_unlock(&lock);
	pthread_rwlock_rdlock(&page);
	usleep(50000);
	pthread_rwlock_unlock(&page);
}
