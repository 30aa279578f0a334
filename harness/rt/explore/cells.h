/* SPDX-License-Identifier: MIT */
/*
 * A cell for every eight bytes of memory that the program touches: which events touched it last.
 *
 * A hash table with open addressing, emptied in no time by a change of its epoch.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_CELLS_H
#define RACELAB_CELLS_H

#include <stdbool.h>
#include <stdint.h>

struct touch {
	int32_t event;
	int32_t next; /* -1: the last */
	uint8_t mask; /* of the cell's bytes */
	bool writes;
};

struct cell {
	uintptr_t key; /* address / 8 */
	uint32_t epoch;
	int32_t first; /* touch; -1: none */
	int32_t clock; /* order.c's: what was published here; -1: nothing */
	uint16_t publisher;
};

void cells_init(void);
void cells_clear(void);

/* The cell of that address, made if it is not there. */
struct cell *cell_at(uintptr_t address);

/* NULL if nothing touched it. */
struct cell *cell_find(uintptr_t address);

struct touch *touch_at(int32_t index);
int32_t touch_new(void);

/* Which bytes of the cell does the range hold? */
static inline uint8_t cell_mask(uintptr_t cell, uintptr_t address, uint32_t size)
{
	uintptr_t start = cell * 8, end = start + 8;
	uintptr_t from = address > start ? address : start;
	uintptr_t to = address + size < end ? address + size : end;

	return from >= to ? 0 : (uint8_t)(((1u << (to - from)) - 1) << (from - start));
}

#endif
