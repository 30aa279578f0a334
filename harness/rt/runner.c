/* SPDX-License-Identifier: MIT */
/*
 * The runner: the process in which a submission runs.  Loads it, runs one scenario as often as the
 * job says, writes what happened into the wire, and ends.
 *
 *	racelab-runner OBJECT.so FD BEGIN
 *
 * FD is the number of the inherited descriptor of the wire, BEGIN that of a pipe that is told once
 * when the submission is about to be loaded.  Started by the judge (../launch.h),
 * natively, under valgrind, or linked with libtsan.  It decides nothing: that is the judge's.
 */
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "fault.h"
#include "fresh.h"
#include "heap.h"
#include "image.h"
#include "point.h"
#include "pool.h"
#include "process.h"
#include "report.h"
#include "rt.h"
#include "slot.h"
#include "target.h"
#include "valgrind_quiet.h"
#include "watch.h"

static void prepare(const char *object)
{
	rt.valgrind = valgrind_is_here();
	rt.tool = rt.valgrind || rt_is_tsan;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	prctl(PR_SET_TIMERSLACK, 1); /* a sleep of 5 microseconds is not to become one of 55 */
	slot_init();
	report_init();
	target_init();
	heap_init();
	fault_init();
	image_load(object);
	image_save();
	rt_choose_scenario();
	if (rt.job->max_points != 0)
		point_limits.max_points = rt.job->max_points;
}

static bool stop_now(void)
{
	return process_enough() ||
	       (rt.job->stop_at_failure && atomic_load(&rt.wire->runs_failed) > 0);
}

static void run_all(void (*run)(void))
{
	const struct wire_job *job = rt.job;

	for (uint64_t i = 0; i < job->runs && !stop_now(); i++) {
		rt.run = job->first_run + i;
		slot_new_run();
		run();
	}
}

int main(int argc, char **argv)
{
	if (argc != 4)
		rt_broken("usage: racelab-runner OBJECT.so FD BEGIN; it is started by racelab");
	rt_map_wire(argv[2], argv[3]);
	prepare(argv[1]);
	atomic_store(&rt.wire->state, WIRE_RUNNING);
	if (rt.job->mode == MODE_PROCESS) {
		fresh_init();
		run_all(process_run);
	} else if (rt.job->mode == MODE_FRESH) {
		fresh_init();
		watch_start();
		run_all(fresh_run);
	} else {
		pool_init();
		watch_start();
		run_all(pool_run);
	}
	rt_finish();
}
