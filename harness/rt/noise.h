/* SPDX-License-Identifier: MIT */
/*
 * Noise: yields, spins and sleeps that make rare orders of threads common.
 *
 * Every decision comes from the thread's own generator, seeded by job, run and thread, so that one
 * seed repeats the same decisions; the order in which the kernel then runs the threads it cannot
 * repeat.  NOISE_TARGET is target.h.
 *
 * Threads: noise_new_run() while no thread of the program runs; noise_make() in any of them.
 */
#ifndef RACELAB_NOISE_H
#define RACELAB_NOISE_H

#include <stdbool.h>
#include <stdint.h>

struct slot;

enum point_kind {
	POINT_READ,
	POINT_WRITE,
	POINT_ATOMIC, /* an atomic access: for noise an access like another */
	POINT_TAKE,   /* before a call that may take a lock or wait */
	POINT_GIVE,   /* before a call that gives a lock back, or wakes */
	POINT_CALL,   /* before any other modelled call */
};

extern bool noise_wanted;

/* Chooses this run's mood: how often, how long. */
void noise_new_run(void);

void noise_make(struct slot *self, enum point_kind kind, const void *object, uintptr_t pc);

/* The next number of the thread's generator. */
uint64_t noise_random(struct slot *self);

/* Sleeps about that long, without being a cancellation point of the program. */
void noise_sleep(unsigned microseconds);

#endif
