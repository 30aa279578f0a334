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

/*
 * Set by a runner that knows more of who could end a wait: adds places to the finding.  NULL: there is
 * no more to add.
 */
struct slot;
struct wire_finding;
extern void (*deadlock_add_more)(struct wire_finding *finding, const struct slot *waiter);

#endif
