/* SPDX-License-Identifier: MIT */
/* The random walk: at each event any thread that is ready, all alike.  See sample.h. */
#include "sample.h"

static struct thread *pick(void)
{
	struct thread *list[THREADS], *local;
	unsigned ready = sample_ready(list, &local);

	if (local != NULL)
		return local;
	return ready == 0 ? NULL : list[search_random() % ready];
}

const struct search search_walk = {
	.name = "walk",
	.start = search_nothing,
	.begin = search_again,
	.pick = pick,
	.committed = search_nothing,
	.choose = search_choose_any,
	.end = search_nothing,
};
