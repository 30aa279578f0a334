/* SPDX-License-Identifier: MIT */
/*
 * Why a launch does not get on: what it and all that it started use of processors meanwhile.
 *
 * A wall clock cannot tell a loop without end from a machine that has other things to do; processor
 * time can.  So three ends are told apart: it has computed for long enough and got nowhere, which
 * is the program's doing on any machine; it slept whenever it was looked at, in the kernel; or
 * neither can be said, and then nothing is.
 *
 * Read from /proc.  Used by launch.c, which knows what progress is; what follows from it for a
 * submission is stillness_add()'s.
 *
 * Threads: any; a struct stillness belongs to one.
 */
#ifndef RACELAB_STILLNESS_H
#define RACELAB_STILLNESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "finding.h"

enum stillness_why {
	STILLNESS_NONE,	   /* it gets on, or may yet */
	STILLNESS_SPINS,   /* it has used so many seconds of processor time meanwhile */
	STILLNESS_SLEEPS,  /* each process that started no other slept at each look */
	STILLNESS_UNKNOWN, /* neither, and for too long: the machine may be at fault */
};

struct stillness {
	pid_t pid;	   /* of the first process */
	unsigned patience; /* seconds; 0: any number */
	/* Since there was progress: */
	uint64_t progress;
	double since, looked;	/* by the monotonic clock */
	double spent;		/* processor time at the first look; < 0: none yet */
	unsigned looks, asleep; /* ... and at so many of them all slept */
};

void stillness_begin(struct stillness *stillness, pid_t pid, unsigned patience);

/* To be asked several times a second, with a number that changes whenever there is progress. */
enum stillness_why stillness_ask(struct stillness *stillness, uint64_t progress);

/*
 * What that means for the program, as a finding.  alone: one kernel thread is all that there is,
 * and nothing of the harness's ever sleeps in it.  False: nothing, it is an error.
 */
bool stillness_add(enum stillness_why why, unsigned patience, bool alone, struct findings *list);

#endif
