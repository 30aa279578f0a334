/* SPDX-License-Identifier: MIT */
/*
 * The runtime's own state: what this runner was told to do and where the submission lies.
 *
 * Runs in the runner, the process that holds the program under test; the judge includes none of
 * this folder.  What crosses to the judge is ../wire.h.
 *
 * Threads: written before the first thread of the program starts, then read-only, but for the
 * wire's own atomics and the current run's number, which changes only between runs.
 */
#ifndef RACELAB_RT_H
#define RACELAB_RT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../scenario.h"
#include "../wire.h"

struct rt {
	struct wire *wire;
	const struct wire_job *job; /* a copy that nobody can write */
	const struct lab *lab;
	const struct scenario *scenario;
	bool tool;     /* libtsan or valgrind looks on: real threads, real heap, no short cuts */
	bool valgrind; /* ... and it is valgrind */
	uint64_t run;  /* number of the current run, from 1 */
	uint64_t last_points; /* schedule points of the run before */
};

extern struct rt rt;

/* True in the runners that are linked with libtsan; own_access.c and tsan_front.c each say. */
extern const bool rt_is_tsan;

/* The harness or the machine failed: tells the judge why and ends the runner.  Never returns. */
_Noreturn void rt_broken(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * Maps the wire from the descriptor of that number; rt.job is there then.  The descriptor is closed,
 * and the other one kept for rt_load_begins().
 */
void rt_map_wire(const char *number, const char *begin);

/*
 * From here on code of the submission may run.  Told to the judge on a pipe that is closed then: what
 * the wire says of it the submission could change.
 */
void rt_load_begins(void);

/* The job is done: signs that, and ends the runner.  Never returns. */
_Noreturn void rt_finish(void);

/* Sets rt.scenario to the one that the job names; rt.lab is there. */
void rt_choose_scenario(void);

/* Microseconds of the monotonic clock. */
uint64_t rt_now_usec(void);

#endif
