/* SPDX-License-Identifier: MIT */
/* rules: determined */
/*
 * pthread_exit: main may leave before the others; the process goes on until its last thread ends,
 * and then exits with 0.
 */
#include "rules.h"

static pthread_t first;

static void *outlive(void *unused)
{
	void *result;

	RULE(pthread_join(first, &result) == 0);
	RULE(result == &first);
	return unused;
}

int main(void)
{
	pthread_t other;

	first = pthread_self();
	RULE(pthread_create(&other, NULL, outlive, NULL) == 0);
	pthread_exit(&first);
}
