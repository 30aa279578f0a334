/* SPDX-License-Identifier: MIT */
#include "target.h"

#include <string.h>

#include "rt.h"
#include "slot.h"
#include "vault.h"

#define LEARNING_RUNS 64
#define SIGHTINGS     256 /* of a thread in one run */
#define PAIRS         256
#define HOLD_STEPS    20
#define HOLD_USEC     10 /* a step: at most 200 microseconds are spent on waiting */

struct sighting {
	const void *object;
	uintptr_t pc;
	bool writes;
};

struct pair {
	uintptr_t here, there;
};

/* In memory that the processes of a run share: the program's threads write, runs apart read. */
static struct target {
	/* each row by its own thread, read between runs: */
	unsigned seen[SLOTS];
	struct sighting sightings[SLOTS][SIGHTINGS];
	/* between runs only: */
	unsigned npairs;
	struct pair pairs[PAIRS];
	struct pair chosen;
	bool after; /* hold the thread after the place, not before it */
	/* by all threads of a run: */
	_Atomic uint32_t reached; /* the other place of the pair was reached */
	_Atomic uint32_t holding; /* a thread is already held */
} *target;

static _Thread_local bool hold_when_free; /* after the place, once it holds no lock */

void target_init(void)
{
	target = vault_take(sizeof *target, -1);
}

static void add_pair(uintptr_t here, uintptr_t there)
{
	for (unsigned i = 0; i < target->npairs; i++)
		if (target->pairs[i].here == here && target->pairs[i].there == there)
			return;
	if (target->npairs < PAIRS)
		target->pairs[target->npairs++] = (struct pair){here, there};
}

static void compare(const struct sighting *a, unsigned other)
{
	for (unsigned i = 0; i < target->seen[other]; i++) {
		const struct sighting *b = &target->sightings[other][i];

		if (a->object != b->object || !(a->writes || b->writes))
			continue;
		add_pair(a->pc, b->pc);
		add_pair(b->pc, a->pc);
	}
}

/* Quadratic, but only over the first runs and a few hundred sightings. */
static void learn(void)
{
	for (unsigned one = 0; one < SLOTS; one++)
		for (unsigned i = 0; i < target->seen[one]; i++)
			for (unsigned other = one + 1; other < SLOTS; other++)
				compare(&target->sightings[one][i], other);
	memset(target->seen, 0, sizeof target->seen);
}

static bool learning(void)
{
	return rt.run < rt.job->first_run + LEARNING_RUNS;
}

void target_new_run(void)
{
	uint64_t turn = rt.run - rt.job->first_run;

	if (turn <= LEARNING_RUNS)
		learn();
	atomic_store(&target->reached, 0);
	atomic_store(&target->holding, 0);
	target->chosen = (struct pair){0};
	if (target->npairs == 0 || turn % 2 == 0)
		return; /* every other run without, so that learning sees undisturbed ones too */
	target->chosen = target->pairs[turn / 4 % target->npairs];
	target->after = turn / 2 % 2;
}

static void note(const struct slot *self, const void *object, uintptr_t pc, bool writes)
{
	unsigned row = (unsigned)(self - slot_table->slots);
	struct sighting *rows = target->sightings[row];

	if (target->seen[row] == SIGHTINGS)
		return;
	for (unsigned i = 0; i < target->seen[row]; i++)
		if (rows[i].pc == pc && rows[i].object == object)
			return;
	rows[target->seen[row]] = (struct sighting){object, pc, writes};
	target->seen[row]++;
}

/* Waits, in small steps, until the other place is reached or the thread has waited long enough. */
static void hold(void)
{
	if (atomic_exchange(&target->holding, 1))
		return;
	for (int i = 0; i < HOLD_STEPS && !atomic_load(&target->reached); i++)
		noise_sleep(HOLD_USEC);
}

void target_make(struct slot *self, enum point_kind kind, const void *object, uintptr_t pc)
{
	if (learning())
		note(self, object, pc, kind != POINT_READ);
	if (target->chosen.here == 0)
		return;
	if (hold_when_free && self->held_used == 0) {
		hold_when_free = false;
		hold();
	}
	if (pc == target->chosen.there && atomic_load(&target->holding))
		atomic_store(&target->reached, 1);
	if (pc != target->chosen.here)
		return;
	if (target->after)
		hold_when_free = true;
	else
		hold();
}
