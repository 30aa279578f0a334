/* SPDX-License-Identifier: MIT */
/* A ring: each thread writes its own cell and then reads both neighbours'. */
#include <stdatomic.h>

#include "lab.h"
#include "scenario.h"

static atomic_int cells[8];

static void go_round(unsigned self, unsigned threads)
{
	atomic_store(&cells[self], 1);
	(void)atomic_load(&cells[(self + 1) % threads]);
	(void)atomic_load(&cells[(self + threads - 1) % threads]);
}

#define RING(n)                                                                                    \
	static void ring##n(unsigned self)                                                         \
	{                                                                                          \
		go_round(self, n);                                                                 \
	}

RING(3)
RING(4)
RING(5)
RING(6)
RING(7)
RING(8)

/* name: classes */
static const struct scenario scenarios[] = {
	{.name = "ring(3): 22", .what = "x", .body = {ring3, ring3, ring3}},
	{.name = "ring(4): 73", .what = "x", .body = {ring4, ring4, ring4, ring4}},
	{.name = "ring(5): 231", .what = "x", .body = {ring5, ring5, ring5, ring5, ring5}},
	{.name = "ring(6): 710", .what = "x", .body = {ring6, ring6, ring6, ring6, ring6, ring6}},
	{.name = "ring(7): 2157",
	 .what = "x",
	 .body = {ring7, ring7, ring7, ring7, ring7, ring7, ring7}},
	{.name = "ring(8): 6513",
	 .what = "x",
	 .body = {ring8, ring8, ring8, ring8, ring8, ring8, ring8, ring8}},
	{0},
};

static const struct declaration declared[] = {{0}};

const struct lab racelab_lab = {
	.title = "A ring",
	.family = "Bench",
	.difficulty = 1,
	.scenarios = scenarios,
	.declared = declared,
};
