/* SPDX-License-Identifier: MIT */
/*
 * Says of a run that stands still who waits for whom, and of which class the deadlock is.
 *
 * That it stands still is watch.h's word; this only explains it.
 *
 * Threads: the watcher's.
 */
#ifndef RACELAB_DEADLOCK_H
#define RACELAB_DEADLOCK_H

void deadlock_report(void);

#endif
