/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: join each assistant as soon as he is sent, and no number can be read before it is
 * there.
 * Wrong: right, and slow. The second one puts on his boots when the first one takes them off: it
 * takes as long as if one had gone alone.
 */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

static long wall[SHORES_MOST];

static void *assistant(void *number)
{
	unsigned shore = (unsigned)(uintptr_t)number;

	wall[shore] = penguins_count(shore);
	return NULL;
}

long penguin_report(unsigned shores)
{
	long total = 0;

	for (unsigned shore = 0; shore < shores; shore++) {
		pthread_t one;

		if (pthread_create(&one, NULL, assistant, (void *)(uintptr_t)shore) != 0)
			abort();
		pthread_join(one, NULL);
		total += wall[shore];
	}
	return total;
}
