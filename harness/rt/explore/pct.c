/* SPDX-License-Identifier: MIT */
/* PCT: random priorities, and d - 1 random places at which the running thread falls last. */
#include "sample.h"

#define CHANGES 2 /* d - 1: bugs of depth 1 to 3 */

static struct {
	uint64_t priority[THREADS]; /* the greatest runs */
	unsigned change[CHANGES];
} pct;

static bool begin(void)
{
	unsigned events = sample_profile.events > 0 ? sample_profile.events : 100;

	for (unsigned i = 0; i < THREADS; i++)
		pct.priority[i] = CHANGES + search_random() / 2;
	for (unsigned i = 0; i < CHANGES; i++)
		pct.change[i] = (unsigned)(search_random() % events) + 1;
	return true;
}

static struct thread *pick(void)
{
	struct thread *list[THREADS], *local;
	unsigned ready = sample_ready(list, &local), best = 0;

	if (local != NULL)
		return local;
	for (unsigned i = 1; i < ready; i++)
		if (pct.priority[list[i]->index] > pct.priority[list[best]->index])
			best = i;
	return ready == 0 ? NULL : list[best];
}

static void committed(void)
{
	for (unsigned i = 0; i < CHANGES; i++)
		if (world.count == pct.change[i])
			pct.priority[world.self->index] = i;
}

const struct search search_pct = {
	.name = "pct",
	.start = search_nothing,
	.begin = begin,
	.pick = pick,
	.committed = committed,
	.choose = search_choose_any,
	.end = search_nothing,
};
