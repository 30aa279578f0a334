/* SPDX-License-Identifier: MIT */
/*
 * Two ways to give up, both with exit status 2, neither ever a student's fault: die() when the
 * machine let us down (no memory, no process), bug() when something that we rely on did not hold.
 *
 * Threads: any.
 */
#ifndef RACELAB_DIE_H
#define RACELAB_DIE_H

_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void bug(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
