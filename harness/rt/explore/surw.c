/* SPDX-License-Identifier: MIT */
/*
 * SURW: a thread's chance is the number of interesting events that it has still to do, which makes
 * all interleavings of those alike; the others run as they come.  Interesting are, in each execution,
 * the events on one object, drawn from those that more than one thread touched in the last ones.
 */
#include "sample.h"

#include "history.h"

#define OBJECTS 64

static struct {
	uintptr_t objects[OBJECTS]; /* of which an execution draws one */
	uint64_t users[OBJECTS];    /* threads that touched it, a bit each */
	unsigned counts[OBJECTS][THREADS], met[THREADS];
	unsigned used, chosen;
	unsigned left[THREADS]; /* interesting events still to do, as far as is known */
} surw;

static void start(void)
{
	surw.used = 0;
}

static unsigned draw_object(void)
{
	unsigned shared[OBJECTS], used = 0;

	for (unsigned i = 0; i < surw.used; i++)
		if (surw.users[i] & (surw.users[i] - 1))
			shared[used++] = i;
	return used == 0 ? OBJECTS : shared[search_random() % used];
}

static bool begin(void)
{
	surw.chosen = draw_object();
	for (unsigned i = 0; i < THREADS; i++) {
		surw.left[i] = surw.chosen < OBJECTS ? surw.counts[surw.chosen][i] : 0;
		surw.met[i] = 0;
	}
	for (unsigned row = 0; row < surw.used; row++)
		for (unsigned i = 0; row != surw.chosen && i < THREADS; i++)
			surw.counts[row][i] = 0;
	return true;
}

static bool is_interesting(const struct op *op)
{
	return surw.chosen < OBJECTS && op->address == surw.objects[surw.chosen];
}

static struct thread *draw_by_weight(struct thread **list, unsigned ready)
{
	uint64_t all = 0, at;

	for (unsigned i = 0; i < ready; i++)
		all += surw.left[list[i]->index] + 1;
	at = search_random() % all;
	for (unsigned i = 0; i < ready; i++) {
		if (at < surw.left[list[i]->index] + 1)
			return list[i];
		at -= surw.left[list[i]->index] + 1;
	}
	return list[ready - 1];
}

static struct thread *pick(void)
{
	struct thread *list[THREADS], *local;
	unsigned ready = sample_ready(list, &local);

	if (local != NULL)
		return local;
	if (ready == 0)
		return NULL;
	/* The running one goes on until it comes to something interesting. */
	for (unsigned i = 0; i < ready; i++)
		if (list[i] == world.self && !is_interesting(&list[i]->op) && surw.chosen < OBJECTS)
			return list[i];
	return draw_by_weight(list, ready);
}

static unsigned row_of(uintptr_t address)
{
	for (unsigned i = 0; i < surw.used; i++)
		if (surw.objects[i] == address)
			return i;
	if (surw.used == OBJECTS)
		return OBJECTS;
	surw.objects[surw.used] = address;
	surw.users[surw.used] = 0;
	for (unsigned i = 0; i < THREADS; i++)
		surw.counts[surw.used][i] = 0;
	return surw.used++;
}

static void committed(void)
{
	const struct event *event = &world.events[world.count - 1];
	unsigned row = event->address == 0 ? OBJECTS : row_of(event->address);

	if (row == OBJECTS)
		return;
	surw.users[row] |= (uint64_t)1 << event->thread;
	if (row != surw.chosen) {
		if (surw.counts[row][event->thread] < 1000)
			surw.counts[row][event->thread]++;
		return;
	}
	surw.met[event->thread]++;
	if (surw.left[event->thread] > 0)
		surw.left[event->thread]--;
}

static void end(void)
{
	for (unsigned i = 0; surw.chosen < OBJECTS && i < THREADS; i++)
		surw.counts[surw.chosen][i] = surw.met[i];
}

const struct search search_surw = {
	.name = "surw",
	.start = start,
	.begin = begin,
	.pick = pick,
	.committed = committed,
	.choose = search_choose_any,
	.end = end,
};
