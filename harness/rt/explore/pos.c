/* SPDX-License-Identifier: MIT */
/*
 * POS: each coming event has a random priority, and the greatest is run; those that race with it
 * draw anew, so that the order of two that race is a fair coin's.
 */
#include "sample.h"

#include "history.h"

static struct {
	uint64_t priority[THREADS]; /* of the thread's coming event; 0: not drawn */
} pos;

static bool begin(void)
{
	for (unsigned i = 0; i < THREADS; i++)
		pos.priority[i] = 0;
	return true;
}

static uint64_t priority_of(const struct thread *thread)
{
	if (pos.priority[thread->index] == 0)
		pos.priority[thread->index] = search_random() | 1;
	return pos.priority[thread->index];
}

static struct thread *pick(void)
{
	struct thread *list[THREADS], *local;
	unsigned ready = sample_ready(list, &local), best = 0;

	if (local != NULL)
		return local;
	for (unsigned i = 0; i < ready; i++)
		if (priority_of(list[i]) > priority_of(list[best]))
			best = i;
	return ready == 0 ? NULL : list[best];
}

static bool races(const struct op *op, const struct event *event)
{
	bool reads = op->kind == OP_READ || op->kind == OP_ATOMIC_LOAD;

	return op->address != 0 && event->address != 0 && !(reads && !event->writes) &&
	       ranges_meet(op->address, op->size, event->address, event->size);
}

static void committed(void)
{
	const struct event *event = &world.events[world.count - 1];

	pos.priority[event->thread] = 0;
	for (unsigned i = 0; i < world.used; i++)
		if (world.threads[i].life == LIFE_ALIVE && races(&world.threads[i].op, event))
			pos.priority[i] = 0;
}

const struct search search_pos = {
	.name = "pos",
	.start = search_nothing,
	.begin = begin,
	.pick = pick,
	.committed = committed,
	.choose = search_choose_any,
	.end = search_nothing,
};
