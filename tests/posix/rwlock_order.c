/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 0 1 2 */
/* Read-write locks: a reader between two writers reads before both, between them, or after both. */
#include "rules.h"

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static long written; /* guarded by lock */

static void *write_one(void *unused)
{
	RULE(pthread_rwlock_wrlock(&lock) == 0);
	written++;
	RULE(pthread_rwlock_unlock(&lock) == 0);
	return unused;
}

static void *read_it(void *unused)
{
	long value;

	(void)unused;
	RULE(pthread_rwlock_rdlock(&lock) == 0);
	value = written;
	RULE(pthread_rwlock_unlock(&lock) == 0);
	return (void *)value;
}

int main(void)
{
	pthread_t writers[2], reader;
	void *value;

	RULE(pthread_create(&writers[0], NULL, write_one, NULL) == 0);
	RULE(pthread_create(&reader, NULL, read_it, NULL) == 0);
	RULE(pthread_create(&writers[1], NULL, write_one, NULL) == 0);
	RULE(pthread_join(reader, &value) == 0);
	RULE(pthread_join(writers[0], NULL) == 0);
	RULE(pthread_join(writers[1], NULL) == 0);
	RULE(written == 2);
	outcome((long)value);
	return 0;
}
