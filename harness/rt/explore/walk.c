/* SPDX-License-Identifier: MIT */
/* The random walk: at each event any thread that is ready, all alike.  See sample.h. */
#include "sample.h"

static void nothing(void)
{
}

static bool begin(void)
{
	return true;
}

static struct thread *pick(void)
{
	struct thread *list[THREADS], *local;
	unsigned ready = sample_ready(list, &local);

	if (local != NULL)
		return local;
	return ready == 0 ? NULL : list[search_random() % ready];
}

static unsigned choose(unsigned alternatives)
{
	return (unsigned)(search_random() % alternatives);
}

const struct search search_walk = {
	.name = "walk",
	.start = nothing,
	.begin = begin,
	.pick = pick,
	.committed = nothing,
	.choose = choose,
	.end = nothing,
};
