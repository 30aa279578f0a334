/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include <math.h>
#include <string.h>

#include "../rt.h"
#include "execution.h"
#include "history.h"
#include "turn.h"

#define DEPTH 2 /* of the bugs whose chance is told */

struct sample_profile sample_profile;

static uint64_t random_state;

void search_seed(uint64_t seed)
{
	random_state = seed;
}

/* splitmix64 (Steele, Lea, Flood 2014) */
uint64_t search_random(void)
{
	uint64_t x = random_state += 0x9e3779b97f4a7c15u;

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

void search_nothing(void)
{
}

bool search_again(void)
{
	return true;
}

unsigned search_choose_any(unsigned alternatives)
{
	return (unsigned)(search_random() % alternatives);
}

unsigned sample_ready(struct thread **list, struct thread **local)
{
	unsigned used = 0;

	*local = NULL;
	if (world.self != NULL && turn_is_unseen(world.self) && turn_is_ready(world.self)) {
		*local = world.self;
		return 0;
	}
	for (unsigned i = 0; i < world.used; i++) {
		struct thread *thread = &world.threads[i];

		if (!turn_is_ready(thread))
			continue;
		if (turn_is_unseen(thread)) {
			*local = thread;
			return 0;
		}
		list[used++] = thread;
	}
	return used;
}

static void take_profile(void)
{
	sample_profile.threads = world.used;
	if (world.count > sample_profile.events)
		sample_profile.events = world.count;
	for (unsigned i = 0; i < world.used; i++)
		if (world.threads[i].number > sample_profile.of_thread[i])
			sample_profile.of_thread[i] = world.threads[i].number;
}

/* PCT's bound on the chance that none of so many runs met a bug of that depth. */
static double chance_of_miss(uint64_t runs)
{
	double threads = sample_profile.threads > 1 ? sample_profile.threads - 1 : 1;
	double events = sample_profile.events > 0 ? sample_profile.events : 1;
	double chance = 1 / (threads * pow(events, DEPTH - 1));

	return pow(1 - chance, (double)runs);
}

void sample_all(void)
{
	static const struct search *const portfolio[] = {&search_surw, &search_pct, &search_pos,
							 &search_walk};
	unsigned count = sizeof portfolio / sizeof portfolio[0];
	uint64_t done = 0, with_pct = 0;

	history.known = 0;
	memset(&sample_profile, 0, sizeof sample_profile);
	while (!execution_enough()) {
		search = portfolio[done % count];
		search_seed(rt.job->seed * 1000003 + done);
		search->begin();
		execution_count_one();
		take_profile();
		with_pct += search == &search_pct;
		done++;
	}
	rt.wire->miss = chance_of_miss(with_pct);
}
