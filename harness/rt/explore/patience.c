/* SPDX-License-Identifier: MIT */
#include "patience.h"

#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include "../fault.h"
#include "../image.h"
#include "../report.h"
#include "../rt.h"
#include "schedule.h"
#include "turn.h"

#define TICK_USEC 10000
#define PATIENCE  20 /* seconds of processor time */
#define SHARE	  4  /* times what all else takes */

static struct {
	double last;	 /* processor time of the last look */
	uint64_t turns;	 /* ... and schedule points */
	double pause;	 /* the program's since the last schedule point */
	double own;	 /* the program's in all */
	uintptr_t place; /* the latest of its instructions that was met: of a call of libc's, who
			    calls */
	double others;	 /* the runtime's: restores, searches */
	struct schedule
		schedule; /* with room for all that there can be: a handler gets no memory */
} patience;

static double processor_time(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The search has not come into it, and it shows: its code, or no schedule point since the last
 * look. */
static bool is_the_programs(uintptr_t pc, bool paused)
{
	if (atomic_load(&rt.wire->state) == WIRE_LOADING)
		return true;
	return slot_self != NULL && (paused || image_holds((void *)pc));
}

/* The schedule up to here, for a replay; it has no steps, since none is to be run again. */
static void add_witness(uint32_t finding)
{
	struct wire *wire = rt.wire;
	struct wire_witness *witness = &wire->witnesses[wire->witnesses_used];

	if (wire->witnesses_used >= WIRE_WITNESSES || rt.job->search == SEARCH_REPLAY)
		return;
	witness->finding = finding;
	witness->steps_used = 0;
	witness->events = world.count;
	schedule_take(&patience.schedule);
	schedule_pack(&patience.schedule, &witness->schedule);
	witness->switches = schedule_switches(&patience.schedule);
	wire->witnesses_used++;
}

static void count_run(void)
{
	struct wire *wire = rt.wire;

	atomic_store(&wire->runs_done, atomic_load(&wire->runs_done) + 1);
	atomic_store(&wire->runs_failed, atomic_load(&wire->runs_failed) + 1);
	if (atomic_load(&wire->first_failure) == 0)
		atomic_store(&wire->first_failure, atomic_load(&wire->runs_done));
}

/* The next execution would take as long, so this is the end of all. */
static _Noreturn void run_out(const char *what)
{
	char message[WIRE_TEXT];

	snprintf(message, sizeof message, what, PATIENCE);
	report_only_known = false;
	add_witness(atomic_load(&rt.wire->findings_used));
	report_here(FINDING_LIVELOCK, patience.place, NULL, message);
	count_run();
	atomic_store(&rt.wire->state, WIRE_STUCK);
	_exit(0);
}

/* True: it is the program's time. */
static bool measure(uintptr_t pc)
{
	double now = processor_time(), passed = now - patience.last;
	bool paused = world.turns == patience.turns, own = is_the_programs(pc, paused);

	patience.pause = paused && own ? patience.pause + passed : 0;
	if (image_holds((void *)pc))
		patience.place = pc;
	*(own ? &patience.own : &patience.others) += passed;
	patience.last = now;
	patience.turns = world.turns;
	return own;
}

static void on_tick(int signal, siginfo_t *info, void *context)
{
	(void)signal;
	(void)info;
	/* Of a whole program nobody can say that it computes for too long. */
	if (!measure(fault_pc(context)) || (rt.lab != NULL && rt.lab->program))
		return;
	if (patience.pause > PATIENCE)
		run_out("it has computed for %d s of processor time and done nothing that another "
			"thread could see: a loop without end");
	if (patience.own > PATIENCE && patience.own > SHARE * patience.others)
		run_out("it has computed for %d s of processor time, nearly all between steps that "
			"another thread could see: nothing in a lab takes so long");
}

void patience_begin(void)
{
	struct sigaction action = {.sa_sigaction = on_tick,
				   .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART};
	const struct itimerval often = {{0, TICK_USEC}, {0, TICK_USEC}};

	schedule_reserve(&patience.schedule, world.most_events);
	if (sigaction(SIGPROF, &action, NULL) != 0 || setitimer(ITIMER_PROF, &often, NULL) != 0)
		rt_broken("no timer for processor time: %m");
	patience.last = processor_time();
}
