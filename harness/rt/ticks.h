/* SPDX-License-Identifier: MIT */
/*
 * The processor's counter: the cheapest clock there is, the same on all processors of the machines
 * that this runs on, of unknown frequency.  0 always where there is none.
 */
#ifndef RACELAB_TICKS_H
#define RACELAB_TICKS_H

#include <stdint.h>

static inline uint64_t ticks_now(void)
{
#if defined __x86_64__
	return __builtin_ia32_rdtsc();
#elif defined __aarch64__
	uint64_t ticks;

	__asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
	return ticks;
#else
	return 0;
#endif
}

#endif
