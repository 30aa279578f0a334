/* SPDX-License-Identifier: MIT */
#include "order.h"

#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "../rt.h"
#include "cells.h"
#include "history.h"
#include "memory.h"
#include "turn.h"

#define PAIRS 512 /* of places whose race has been reported */

uint64_t order_weaker;

static struct {
	uint32_t *clocks; /* published ones, stride numbers each */
	unsigned used, room;
	uint64_t pairs[PAIRS];
} order;

void order_init(void)
{
	order.room = 64;
	order.clocks = calloc((size_t)order.room * history.stride, sizeof *order.clocks);
	if (order.clocks == NULL)
		rt_broken("no memory for clocks");
}

void order_clear(void)
{
	order.used = 0;
}

static uint32_t *clock_at(int32_t index)
{
	return order.clocks + (size_t)index * history.stride;
}

static void join(uint32_t *clock, const uint32_t *other)
{
	for (unsigned i = 0; i < history.stride; i++)
		clock[i] = clock[i] > other[i] ? clock[i] : other[i];
}

static void copy(uint32_t *clock, const uint32_t *other)
{
	memcpy(clock, other, history.stride * sizeof *clock);
}

static int32_t new_clock(void)
{
	if (order.used == order.room) {
		order.room *= 2;
		order.clocks = realloc(order.clocks, (size_t)order.room * history.stride *
							     sizeof *order.clocks);
		if (order.clocks == NULL)
			rt_broken("no memory for clocks");
	}
	memset(clock_at((int32_t)order.used), 0, history.stride * sizeof *order.clocks);
	return (int32_t)order.used++;
}

/* ---- acquire and release ---- */

void order_acquire(const void *object)
{
	const struct cell *cell;

	if (turn_alone())
		return;
	cell = cell_find(memory_key((uintptr_t)object));
	if (cell != NULL && cell->clock >= 0)
		join(world.self->order, clock_at(cell->clock));
}

static void publish(struct cell *cell, const uint32_t *clock, bool keep)
{
	if (cell->clock < 0) {
		int32_t new = new_clock();

		cell->clock = new;
	}
	if (keep)
		join(clock_at(cell->clock), clock);
	else
		copy(clock_at(cell->clock), clock);
	cell->publisher = (uint16_t)world.self->index;
}

void order_release(const void *object)
{
	struct thread *self = world.self;

	if (turn_alone())
		return;
	publish(cell_at(memory_key((uintptr_t)object)), self->order, true);
	self->order[self->index]++;
}

static bool acquires(int how)
{
	return how == __ATOMIC_ACQUIRE || how == __ATOMIC_CONSUME || how == __ATOMIC_ACQ_REL ||
	       how == __ATOMIC_SEQ_CST;
}

static bool releases(int how)
{
	return how == __ATOMIC_RELEASE || how == __ATOMIC_ACQ_REL || how == __ATOMIC_SEQ_CST;
}

void order_load(const void *object, int how)
{
	struct thread *self = world.self;
	const struct cell *cell;

	order_weaker += how != __ATOMIC_SEQ_CST;
	if (acquires(how)) {
		order_acquire(object);
		return;
	}
	if (turn_alone())
		return;
	cell = cell_find(memory_key((uintptr_t)object));
	if (cell == NULL || cell->clock < 0)
		return;
	/* C11 7.17.4: a later acquire fence takes over what a relaxed load saw. */
	if (!self->has_pending)
		memset(self->pending, 0, history.stride * sizeof *self->pending);
	self->has_pending = true;
	join(self->pending, clock_at(cell->clock));
}

/*
 * C11 5.1.2.4: a release sequence goes on with read-modify-writes of anyone and with stores of the
 * thread that began it; any other store ends it.
 */
void order_store(const void *object, int how, bool change)
{
	struct thread *self = world.self;
	struct cell *cell;

	order_weaker += how != __ATOMIC_SEQ_CST;
	if (turn_alone())
		return;
	cell = cell_at(memory_key((uintptr_t)object));
	if (releases(how)) {
		publish(cell, self->order, change || cell->publisher == self->index);
		self->order[self->index]++;
		return;
	}
	if (!change && cell->publisher != self->index)
		cell->clock = -1;
	if (self->fenced)
		publish(cell, self->fence, cell->clock >= 0);
}

void order_fence(int how)
{
	struct thread *self = world.self;

	order_weaker += how != __ATOMIC_SEQ_CST;
	if (turn_alone())
		return;
	if (acquires(how) && self->has_pending)
		join(self->order, self->pending);
	if (!releases(how))
		return;
	copy(self->fence, self->order);
	self->fenced = true;
	self->order[self->index]++;
}

void order_create(struct thread *parent, struct thread *child)
{
	if (parent != NULL) {
		copy(child->order, parent->order);
		parent->order[parent->index]++;
	} else {
		memset(child->order, 0, history.stride * sizeof *child->order);
	}
	child->order[child->index] = 1;
	child->fenced = child->has_pending = false;
}

void order_join(struct thread *thread, const struct thread *ended)
{
	join(thread->order, ended->order);
}

/* ---- data races ---- */

void order_begin(struct event *event, const struct thread *thread)
{
	event->epoch = thread->order[thread->index];
}

void order_report_again(void)
{
	memset(order.pairs, 0, sizeof order.pairs);
}

/* True the first time that these two places are asked about. */
static bool is_new_pair(uintptr_t a, uintptr_t b)
{
	uint64_t key = a < b ? a * 0x9e3779b97f4a7c15u + b : b * 0x9e3779b97f4a7c15u + a;
	unsigned at = (unsigned)(key >> 32) % PAIRS;

	for (unsigned i = 0; i < PAIRS; i++, at = (at + 1) % PAIRS) {
		if (order.pairs[at] == key)
			return false;
		if (order.pairs[at] == 0) {
			order.pairs[at] = key;
			return true;
		}
	}
	return false;
}

static const char *role(const struct event *event, bool writes)
{
	if (event->kind == OP_FREE)
		return "frees";
	return writes ? "writes" : "reads";
}

static void report(const struct event *old, bool old_writes, const struct event *new,
		   bool new_writes)
{
	uintptr_t at = old->address > new->address ? old->address : new->address;
	struct wire_finding *finding = report_begin_pair(FINDING_DATA_RACE, old->pc, new->pc, "data race");
	struct wire_place *place;

	if (finding == NULL)
		return;
	place = report_place(finding, world.threads[old->thread].slot->name, role(old, old_writes),
			     old->pc);
	place->object = report_object((void *)memory_address(at));
	place->object.size = old->size;
	place = report_place(finding, world.self->slot->name, role(new, new_writes), new->pc);
	place->object = report_object((void *)memory_address(at));
	place->object.size = new->size;
	report_callers(place, world.self->slot);
	report_end(finding);
}

void order_check(const struct event *old, bool old_writes, const struct event *new, bool new_writes)
{
	if ((old->atomic && new->atomic) || old->thread == new->thread)
		return;
	if (world.self->order[old->thread] >= old->epoch)
		return;
	world.failed = true;
	if (is_new_pair(old->pc, new->pc))
		report(old, old_writes, new, new_writes);
}
