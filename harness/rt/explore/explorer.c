/* SPDX-License-Identifier: MIT */
/*
 * The explorer: the process in which a submission runs as fibers, under a search that decides
 * whose turn it is.  Loads it, explores one scenario, writes what was found into the wire, and ends.
 *
 *	racelab-runner-explore OBJECT.so FD BEGIN
 *
 * FD is the number of the inherited descriptor of the wire, BEGIN that of a pipe that is told once
 * when the submission is about to be loaded.  Started by the judge (../../launch.h).
 *
 * Threads: one.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "../fault.h"
#include "../image.h"
#include "../report.h"
#include "../rt.h"
#include "../slot.h"
#include "cells.h"
#include "classes.h"
#include "execution.h"
#include "heap.h"
#include "history.h"
#include "memory.h"
#include "order.h"
#include "patience.h"
#include "sample.h"
#include "search.h"
#include "shared.h"
#include "thread.h"
#include "turn.h"
#include "witness.h"

#define MOST_EVENTS    20000
#define FIRST_STRIDE   8

static void prepare(const char *object)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	slot_init();
	report_init();
	fault_init();
	world.most_events = MOST_EVENTS;
	if (rt.job->max_points != 0)
		world.most_events = (unsigned)rt.job->max_points;
	patience_begin();
	image_load(object);
	image_save();
	rt_choose_scenario();
	world.events = calloc(world.most_events + 1, sizeof *world.events);
	if (world.events == NULL)
		rt_broken("no memory for executions of %u events", world.most_events);
	heap_init();
	shared_init();
	cells_init();
	thread_init();
	memory_init();
	turn_init();
}

/* Clocks with room for that many threads. */
static void make_clocks(unsigned stride)
{
	history.stride = stride;
	history.anew = false;
	thread_resize(stride);
	history_init();
	order_init();
}

static void run(void)
{
	unsigned stride = FIRST_STRIDE;

	/* What the first executions taught about threads and stacks holds for all: once more, then. */
	do {
		make_clocks(stride);
		execution_explore();
		while (stride < history.threads)
			stride *= 2;
	} while (history.anew);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		rt_broken("usage: racelab-runner-explore OBJECT.so FD BEGIN; it is started by racelab");
	rt_map_wire(argv[2], argv[3]);
	prepare(argv[1]);
	atomic_store(&rt.wire->state, WIRE_RUNNING);
	run();
	rt_finish();
}
