/* SPDX-License-Identifier: MIT */
/*
 * lastzero: N threads, the i-th sets cell i to cell i-1 plus one, and one reader searches down from
 * the last for a zero.  A standard program of the literature on partial-order reduction.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "lab.h"
#include "scenario.h"

#define MOST 15

static atomic_int cells[MOST + 1];

static void *write_cell(void *argument)
{
	long i = (long)argument;

	cells[i + 1] = cells[i] + 1;
	return NULL;
}

static void search_down(int i)
{
	while (i > 0 && cells[i] != 0)
		i--;
}

static void *search(void *argument)
{
	search_down((int)(long)argument);
	return NULL;
}

static void run(long writers)
{
	pthread_t threads[MOST + 1];

	for (long i = 0; i < writers; i++)
		pthread_create(&threads[i], NULL, write_cell, (void *)i);
	pthread_create(&threads[writers], NULL, search, (void *)writers);
	for (long i = 0; i <= writers; i++)
		pthread_join(threads[i], NULL);
}

static void four(unsigned self)
{
	(void)self;
	run(4);
}

static void eight(unsigned self)
{
	(void)self;
	run(8);
}

static void ten(unsigned self)
{
	(void)self;
	run(10);
}

static void fifteen(unsigned self)
{
	(void)self;
	run(15);
}

static void idle(unsigned self)
{
	(void)self;
}

/* name: classes */
static const struct scenario scenarios[] = {
	{.name = "lastzero(4): 28", .what = "x", .body = {four, idle}},
	{.name = "lastzero(8): 704", .what = "x", .body = {eight, idle}},
	{.name = "lastzero(10): 3328", .what = "x", .body = {ten, idle}},
	{.name = "lastzero(15): 147456", .what = "x", .body = {fifteen, idle}},
	{0},
};

static const struct declaration declared[] = {{0}};

const struct lab racelab_lab = {
	.title = "lastzero",
	.family = "Bench",
	.difficulty = 1,
	.scenarios = scenarios,
	.declared = declared,
};
