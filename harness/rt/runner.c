/* SPDX-License-Identifier: MIT */
/*
 * The runner: the process in which a submission runs.  Loads it, runs one scenario as often as the
 * job says, writes what happened into the wire, and ends.
 *
 *	racelab-runner OBJECT.so FD
 *
 * FD is the number of the inherited descriptor of the wire.  Started by the judge (../launch.h),
 * natively, under valgrind, or linked with libtsan.  It decides nothing: that is the judge's.
 */
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "fault.h"
#include "fresh.h"
#include "heap.h"
#include "image.h"
#include "point.h"
#include "pool.h"
#include "process.h"
#include "rt.h"
#include "slot.h"
#include "target.h"
#include "valgrind_quiet.h"
#include "watch.h"

struct rt rt;

_Noreturn void rt_broken(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (rt.wire != NULL) {
		vsnprintf(rt.wire->error, sizeof rt.wire->error, format, args);
		atomic_store(&rt.wire->state, WIRE_BROKEN);
	} else {
		fputs("racelab-runner: ", stderr);
		vfprintf(stderr, format, args);
		fputc('\n', stderr);
	}
	va_end(args);
	_exit(2);
}

uint64_t rt_now_usec(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static void map_wire(const char *number)
{
	int descriptor = atoi(number);

	rt.wire = mmap(NULL, sizeof *rt.wire, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
	if (rt.wire == MAP_FAILED) {
		rt.wire = NULL;
		rt_broken("cannot map the wire from descriptor %s: %s; the runner is started by "
			  "racelab, not by hand",
			  number, strerror(errno));
	}
	close(descriptor);
	if (rt.wire->magic != WIRE_MAGIC)
		rt_broken("the wire is of another version; build all of the kit again with `make`");
	valgrind_ignore(rt.wire, sizeof *rt.wire);
}

static void choose_scenario(void)
{
	const struct wire_job *job = &rt.wire->job;

	rt.scenario = rt.lab->scenarios;
	for (uint32_t i = 0; i < job->scenario && rt.scenario->name != NULL; i++)
		rt.scenario++;
	if (rt.scenario->name == NULL)
		rt_broken("the lab has no scenario number %u", job->scenario);
	if (job->max_points != 0)
		point_limits.max_points = job->max_points;
}

static void prepare(const char *object)
{
	rt.valgrind = valgrind_is_here();
	rt.tool = rt.valgrind || rt_is_tsan;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	prctl(PR_SET_TIMERSLACK, 1); /* a sleep of 5 microseconds is not to become one of 55 */
	slot_init();
	target_init();
	heap_init();
	fault_init();
	image_load(object);
	image_save();
	choose_scenario();
}

static bool stop_now(void)
{
	return process_enough() ||
	       (rt.wire->job.stop_at_failure && atomic_load(&rt.wire->runs_failed) > 0);
}

static void run_all(void (*run)(void))
{
	const struct wire_job *job = &rt.wire->job;

	for (uint64_t i = 0; i < job->runs && !stop_now(); i++) {
		rt.run = job->first_run + i;
		slot_new_run();
		run();
	}
}

int main(int argc, char **argv)
{
	if (argc != 3)
		rt_broken("usage: racelab-runner OBJECT.so FD; it is started by racelab");
	map_wire(argv[2]);
	prepare(argv[1]);
	atomic_store(&rt.wire->state, WIRE_RUNNING);
	if (rt.wire->job.mode == MODE_PROCESS) {
		fresh_init();
		run_all(process_run);
	} else if (rt.wire->job.mode == MODE_FRESH) {
		fresh_init();
		watch_start();
		run_all(fresh_run);
	} else {
		pool_init();
		watch_start();
		run_all(pool_run);
	}
	atomic_store(&rt.wire->state, WIRE_DONE);
	_exit(0); /* no handlers of the submission's: it has had its say */
}
