/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 */
/* glibc: where writers are preferred, a reader that tries finds it busy once a writer waits: 1. */
#include "rules.h"

static pthread_rwlock_t lock;

static void *write_later(void *unused)
{
	RULE(pthread_rwlock_wrlock(&lock) == 0);
	RULE(pthread_rwlock_unlock(&lock) == 0);
	return unused;
}

int main(void)
{
	pthread_rwlockattr_t attributes;
	pthread_t writer;
	int error;

	RULE(pthread_rwlockattr_init(&attributes) == 0);
	RULE(pthread_rwlockattr_setkind_np(&attributes,
					   PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP) == 0);
	RULE(pthread_rwlock_init(&lock, &attributes) == 0);
	RULE(pthread_rwlock_rdlock(&lock) == 0);
	RULE(pthread_create(&writer, NULL, write_later, NULL) == 0);
	error = pthread_rwlock_tryrdlock(&lock);
	if (error == 0)
		RULE(pthread_rwlock_unlock(&lock) == 0);
	RULE(pthread_rwlock_unlock(&lock) == 0);
	RULE(pthread_join(writer, NULL) == 0);
	RULE(error == 0 || error == EBUSY);
	outcome(error == EBUSY);
	return 0;
}
