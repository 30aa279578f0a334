/* SPDX-License-Identifier: MIT */
/*
 * Where a test has the process killed, as if by `kill -9` at that very moment:
 * RACELAB_FALL=record:3 is the third time that the place called "record" is passed;
 * RACELAB_FALL=worker:1f2e whenever "worker" is passed for something whose name begins with 1f2e.
 * Without that variable nothing happens.
 *
 * Threads: for the main thread.
 */
#ifndef RACELAB_SEAM_H
#define RACELAB_SEAM_H

void seam(const char *place);
void seam_for(const char *place, const char *name);

#endif
