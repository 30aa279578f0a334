/* SPDX-License-Identifier: MIT */
/* fails by helgrind: data-race */
/* Looks at its own machine code: has the compiler put calls there? */
#include <pthread.h>

#include "lab.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static long hits;

static void bare(void)
{
	hits++;
}

static int is_instrumented(void)
{
	const unsigned char *code = (const unsigned char *)bare;

	for (int i = 0; i < 20; i++)
		if (code[i] == 0xe8)
			return 1;
	return 0;
}

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	int watched = is_instrumented();

	if (watched)
		pthread_mutex_lock(&lock);
	bare();
	if (watched)
		pthread_mutex_unlock(&lock);
}

long counter_total(void)
{
	return hits;
}
