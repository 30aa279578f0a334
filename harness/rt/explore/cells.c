/* SPDX-License-Identifier: MIT */
#include "cells.h"

#include <stdlib.h>
#include <string.h>

#include "../rt.h"

static struct {
	struct cell *rows;
	unsigned size, used; /* size: a power of two */
	uint32_t epoch;
	struct touch *touches;
	unsigned touches_used, touches_room;
} cells;

static void *room(size_t count, size_t size)
{
	void *memory = calloc(count, size);

	if (memory == NULL)
		rt_broken("no memory for the explorer's history (%zu bytes)", count * size);
	return memory;
}

void cells_init(void)
{
	cells.size = 1024;
	cells.rows = room(cells.size, sizeof *cells.rows);
	cells.touches_room = 1024;
	cells.touches = room(cells.touches_room, sizeof *cells.touches);
	cells.epoch = 1;
}

void cells_clear(void)
{
	cells.epoch++;
	cells.used = 0;
	cells.touches_used = 0;
}

static struct cell *place_of(uintptr_t key)
{
	unsigned at = (unsigned)((key * 0x9e3779b97f4a7c15u) >> 40) & (cells.size - 1);

	while (cells.rows[at].epoch == cells.epoch && cells.rows[at].key != key)
		at = (at + 1) & (cells.size - 1);
	return &cells.rows[at];
}

static void grow(void)
{
	struct cell *old = cells.rows;
	unsigned size = cells.size;

	cells.size *= 4;
	cells.rows = room(cells.size, sizeof *cells.rows);
	for (unsigned i = 0; i < size; i++)
		if (old[i].epoch == cells.epoch)
			*place_of(old[i].key) = old[i];
	free(old);
}

struct cell *cell_find(uintptr_t address)
{
	struct cell *cell = place_of(address / 8);

	return cell->epoch == cells.epoch ? cell : NULL;
}

struct cell *cell_at(uintptr_t address)
{
	struct cell *cell = place_of(address / 8);

	if (cell->epoch == cells.epoch)
		return cell;
	if (cells.used * 2 >= cells.size) {
		grow();
		cell = place_of(address / 8);
	}
	cells.used++;
	*cell = (struct cell){.key = address / 8, .epoch = cells.epoch, .first = -1, .clock = -1};
	return cell;
}

struct touch *touch_at(int32_t index)
{
	return &cells.touches[index];
}

int32_t touch_new(void)
{
	if (cells.touches_used == cells.touches_room) {
		cells.touches_room *= 2;
		cells.touches = realloc(cells.touches,
					cells.touches_room * sizeof *cells.touches);
		if (cells.touches == NULL)
			rt_broken("no memory for the explorer's history");
	}
	return (int32_t)cells.touches_used++;
}
