/* SPDX-License-Identifier: MIT */
#include "history.h"

#include <stdlib.h>
#include <string.h>

#include "../rt.h"
#include "cells.h"
#include "note.h"
#include "order.h"
#include "processes.h"
#include "races.h"
#include "search.h"
#include "turn.h"

struct history history;

static void *more(void *memory, size_t bytes)
{
	memory = realloc(memory, bytes);
	if (memory == NULL)
		rt_broken("no memory for the explorer's history (%zu bytes)", bytes);
	return memory;
}

void history_init(void)
{
	history.clocks = more(history.clocks, (size_t)world.most_events * history.stride *
					    sizeof *history.clocks);
	history.direct_room = 256;
	history.direct = more(history.direct, history.direct_room * sizeof *history.direct);
}

void history_clear(void)
{
	cells_clear();
	while (history.races_used > 0 && history.races[history.races_used - 1].when >= history.known)
		history.races_used--; /* those of the known events are races still */
	history.class_hash = 0;
	history.span = 0;
	history.diverts = false;
}

/* ---- clocks ---- */

static void join(uint16_t *clock, const uint16_t *other)
{
	for (unsigned i = 0; i < history.stride; i++)
		clock[i] = clock[i] > other[i] ? clock[i] : other[i];
}

void history_join_event(struct thread *thread, unsigned event)
{
	join(thread->clock, history_clock(event));
	if (world.events[event].depth > thread->depth)
		thread->depth = world.events[event].depth;
	thread->hash ^= world.events[event].hash * 0x9e3779b97f4a7c15u;
}

void history_join_thread(struct thread *thread, const struct thread *other)
{
	join(thread->clock, other->clock);
	if (other->depth > thread->depth)
		thread->depth = other->depth;
	if (other->time > thread->time)
		thread->time = other->time;
	thread->hash ^= other->hash * 0x9e3779b97f4a7c15u;
}

/* ---- walking the cells ---- */

static void add_direct(uint32_t index)
{
	for (unsigned i = 0; i < history.ndirect; i++)
		if (history.direct[i] == index)
			return;
	if (history.ndirect == history.direct_room) {
		history.direct_room *= 2;
		history.direct = more(history.direct, history.direct_room * sizeof *history.direct);
	}
	history.direct[history.ndirect++] = index;
}

/* The new event stands for an older one that touched no more than it, and no less weightily. */
static bool stands_for(const struct event *new, uint8_t mask, bool writes, const struct touch *old)
{
	const struct event *event = &world.events[old->event];

	if (old->mask & ~mask)
		return false;
	if (writes)
		return true;
	return !old->writes && event->thread == new->thread && event->atomic == new->atomic;
}

/* What the event depends on in this cell. */
static void look_at_cell(struct event *event, const struct cell *cell, uint8_t mask, bool writes,
			 bool chains)
{
	for (int32_t i = cell->first; i >= 0; i = touch_at(i)->next) {
		const struct touch *touch = touch_at(i);

		if (!(touch->mask & mask) || !(touch->writes || writes))
			continue;
		add_direct((uint32_t)touch->event);
		order_check(&world.events[touch->event], touch->writes, event, writes);
		if (chains && touch->writes && event->chain < (uint32_t)touch->event + 1)
			event->chain = (uint32_t)touch->event + 1;
	}
}

/* From now on the event is one of those that touched it last; it may stand for older ones. */
static void touch_cell(const struct event *event, struct cell *cell, uint8_t mask, bool writes)
{
	int32_t *link = &cell->first, used_again = -1;

	while (*link >= 0) {
		struct touch *touch = touch_at(*link);

		if (stands_for(event, mask, writes, touch)) {
			used_again = *link;
			*link = touch->next;
		} else {
			link = &touch->next;
		}
	}
	if (used_again < 0)
		used_again = touch_new();
	*touch_at(used_again) = (struct touch){(int32_t)(event - world.events), cell->first, mask,
					       writes};
	cell->first = used_again;
}

/* chains: it is the object for whose state the event may have had to wait. */
static void look_at_range(struct event *event, uintptr_t address, uint32_t size, bool writes,
			  bool chains)
{
	if (address == 0 || size == 0)
		return;
	for (uintptr_t key = address / 8; key <= (address + size - 1) / 8; key++) {
		struct cell *cell = cell_at(key * 8);
		uint8_t mask = cell_mask(key, address, size);

		look_at_cell(event, cell, mask, writes, chains);
		touch_cell(event, cell, mask, writes);
	}
}

static void touch_range(const struct event *event, uintptr_t address, uint32_t size, bool writes)
{
	if (address == 0 || size == 0)
		return;
	for (uintptr_t key = address / 8; key <= (address + size - 1) / 8; key++)
		touch_cell(event, cell_at(key * 8), cell_mask(key, address, size), writes);
}

int history_last_write(uintptr_t address, uint32_t size)
{
	int last = -1;

	for (uintptr_t key = address / 8; key <= (address + size - 1) / 8; key++) {
		const struct cell *cell = cell_find(key * 8);

		for (int32_t i = cell ? cell->first : -1; i >= 0; i = touch_at(i)->next)
			if (touch_at(i)->writes && (touch_at(i)->mask & cell_mask(key, address, size)) &&
			    touch_at(i)->event > last)
				last = touch_at(i)->event;
	}
	return last;
}

/* ---- strikes ---- */

static void add_unless_none(int event)
{
	if (event >= 0)
		add_direct((uint32_t)event);
}

/* What was struck in vain has not noticed. */
static enum strike struck_by(const struct event *event)
{
	return event->writes ? (enum strike)event->strike : STRIKE_NOTHING;
}

static void look_at_struck(const struct event *event, const struct thread *thread)
{
	switch (struck_by(event)) {
	case STRIKE_MEMORY:
		if (thread->process->index == event->process)
			add_unless_none(thread->last_change);
		return;
	case STRIKE_SIGNAL:
		add_unless_none(thread->last_waking);
		if (thread->process->index != event->target)
			return;
		break;
	case STRIKE_PROCESS:
		if (thread->process->index != event->target)
			return;
		break;
	case STRIKE_THREAD:
		add_unless_none(thread->last_waking);
		if (thread->index != event->target)
			return;
		break;
	default:
		return;
	}
	add_unless_none(thread->last);
	add_unless_none(thread->struck);
}

static bool is_waking(const struct event *event)
{
	return event->writes && op_wakes(event->kind);
}

/* See enum strike. */
static void look_at_strikes(const struct event *event, const struct thread *thread)
{
	add_unless_none(thread->struck);
	if (event->writes && event->private)
		add_unless_none(thread->process->forked);
	for (unsigned i = 0; history.diverts && is_waking(event) && i < world.used; i++)
		if (world.threads[i].life != LIFE_NONE)
			add_unless_none(world.threads[i].last_diversion);
	for (unsigned i = 0; struck_by(event) != STRIKE_NOTHING && i < world.used; i++)
		if (&world.threads[i] != thread && world.threads[i].life != LIFE_NONE)
			look_at_struck(event, &world.threads[i]);
}

static void note_struck(const struct event *event, struct thread *thread, int index)
{
	thread->last = index;
	if (is_waking(event))
		thread->last_waking = index;
	if (strike_diverts(struck_by(event))) {
		thread->last_diversion = index;
		history.diverts = true;
	}
	if (event->writes && event->private)
		thread->last_change = index;
	if (struck_by(event) == STRIKE_MEMORY)
		thread->process->forked = index;
	for (unsigned i = 0; struck_by(event) > STRIKE_MEMORY && i < world.used; i++) {
		struct thread *other = &world.threads[i];

		if (event->strike == STRIKE_THREAD ? i == event->target
						   : other->process->index == event->target)
			other->struck = index;
	}
}

/* ---- the event ---- */

static uint64_t mix(uint64_t x)
{
	/* splitmix64's finaliser (Steele, Lea, Flood 2014) */
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

/* Of the event and all before it; the order in which its direct ones were found plays no part. */
static void hash(struct event *event, const struct thread *thread)
{
	uint64_t sum = 0;

	for (unsigned i = 0; i < history.ndirect; i++)
		if (world.events[history.direct[i]].thread != event->thread)
			sum += mix(world.events[history.direct[i]].hash + 1);
	event->hash = mix(thread->hash + sum * 3 + event->thread * 0x9e3779b97f4a7c15u +
			  event->number);
}

/* What holds of the whole execution, and of the thread from now on. */
static void take_over(const struct event *event, struct thread *thread)
{
	thread->depth = event->depth;
	thread->time = event->time;
	thread->hash = event->hash;
	history.class_hash += mix(event->hash);
	if (event->depth > history.span)
		history.span = event->depth;
}

bool history_repeat(const struct event *event, struct thread *thread)
{
	const struct op *op = &thread->op;
	unsigned index = (unsigned)(event - world.events);

	if (event->thread != thread->index || event->number != thread->number + 1 ||
	    event->address != op->address || event->pc != op->pc ||
	    event->strike != op->strike)
		return false;
	thread->number++;
	touch_range(event, event->address, event->size, event->writes);
	touch_range(event, event->address2, event->size2, false);
	note_struck(event, thread, (int)index);
	memcpy(thread->clock, history_clock(index), history.stride * sizeof *thread->clock);
	take_over(event, thread);
	return true;
}

static void join_times(struct thread *thread)
{
	for (unsigned i = 0; i < history.ndirect; i++) {
		const struct event *before = &world.events[history.direct[i]];

		if (before->time > thread->time)
			thread->time = before->time;
	}
}

void history_add(struct event *event, struct thread *thread)
{
	unsigned index = (unsigned)(event - world.events);

	history.ndirect = 0;
	event->chain = 0;
	order_begin(event, thread);
	look_at_range(event, event->address, event->size, event->writes, true);
	look_at_range(event, event->address2, event->size2, false, false);
	look_at_strikes(event, thread);
	note_struck(event, thread, (int)index);
	join_times(thread);
	event->time = thread->time;
	if (!search->dependence && !rt.job->count_classes)
		return; /* samplers need no clocks */
	if (search->dependence)
		races_find(event, thread);
	for (unsigned i = 0; i < history.ndirect; i++) {
		const struct event *before = &world.events[history.direct[i]];

		join(thread->clock, history_clock(history.direct[i]));
		if (before->depth > thread->depth)
			thread->depth = before->depth;
	}
	thread->clock[event->thread] = event->number;
	memcpy(history.clocks + (size_t)index * history.stride, thread->clock,
	       history.stride * sizeof *history.clocks);
	event->depth = thread->depth + 1;
	hash(event, thread);
	take_over(event, thread);
}
