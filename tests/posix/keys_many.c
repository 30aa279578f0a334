/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Thread-specific data: how many keys there are. */
#include "rules.h"

#include <limits.h>

/* limits.h: PTHREAD_KEYS_MAX is no less than _POSIX_THREAD_KEYS_MAX, and so many can be had. */
static void there_are_enough_keys(void)
{
	pthread_key_t key;

	for (int i = 0; i < _POSIX_THREAD_KEYS_MAX; i++)
		RULE(pthread_key_create(&key, NULL) == 0);
}

int main(void)
{
	there_are_enough_keys();
	return 0;
}
