/* SPDX-License-Identifier: MIT */
#include "noise.h"

#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "rt.h"
#include "slot.h"
#include "target.h"

/* Delays that a long run is to have, all its threads together: more only make it slow. */
#define DELAYS 64
/* A first run's length is not known: after so many delays of a thread they become half as frequent. */
#define HALVING 256

bool noise_wanted;

/*
 * The mood of a run.  One fixed frequency finds one kind of bug: many short delays shake threads out
 * of step, a single long one lets another thread do all of its work in between.  So it changes.
 * Written between runs, read-only in one.
 */
static struct {
	unsigned one_in;       /* a delay at one of so many points */
	unsigned sleep_usec;   /* length of a sleep */
	unsigned sleep_share;  /* of 8 delays, so many are sleeps, the rest yields and spins */
} mood;

uint64_t noise_random(struct slot *self)
{
	/* xorshift64* (Vigna 2016) */
	self->random ^= self->random >> 12;
	self->random ^= self->random << 25;
	self->random ^= self->random >> 27;
	return self->random * 0x2545f4914f6cdd1du;
}

void noise_new_run(void)
{
	static const unsigned frequencies[] = {2, 4, 8, 32};
	static const unsigned lengths[] = {5, 20, 60, 20};
	uint32_t noise = rt.job->noise;
	uint64_t turn = rt.run;

	noise_wanted = noise != NOISE_NONE;
	mood.one_in = frequencies[turn % 4];
	if (rt.last_points / DELAYS > mood.one_in)
		mood.one_in = (unsigned)(rt.last_points / DELAYS);
	mood.sleep_usec = lengths[turn / 4 % 4];
	mood.sleep_share = turn / 16 % 2 ? 6 : 2;
	if (noise & NOISE_TARGET)
		target_new_run();
}

void noise_sleep(unsigned microseconds)
{
	struct timespec time = {.tv_nsec = 1000L * microseconds};

	syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &time, NULL);
}

static void spin(unsigned turns)
{
	for (volatile unsigned i = 0; i < turns; i++)
		;
}

static void delay(struct slot *self)
{
	uint64_t number = noise_random(self) >> 20;

	self->delays++;
	if (number % 8 < mood.sleep_share)
		noise_sleep(mood.sleep_usec);
	else if (number % 8 == 7)
		sched_yield();
	else
		spin(number / 8 % 512);
}

static uint64_t one_in(const struct slot *self)
{
	unsigned halvings = self->delays / HALVING;

	return (uint64_t)mood.one_in << (halvings < 32 ? halvings : 32);
}

static bool concerned(enum point_kind kind)
{
	uint32_t noise = rt.job->noise;

	if (kind == POINT_READ || kind == POINT_WRITE || kind == POINT_ATOMIC)
		return noise & NOISE_ACCESS;
	return noise & NOISE_SYNC;
}

void noise_make(struct slot *self, enum point_kind kind, const void *object, uintptr_t pc)
{
	if (rt.job->noise & NOISE_TARGET)
		target_make(self, kind, object, pc);
	if (concerned(kind) && (noise_random(self) >> 20) % one_in(self) == 0)
		delay(self);
}
