/* SPDX-License-Identifier: MIT */
/*
 * What a signal does where it arrives: it ends the process, or a thread runs a handler in the middle of
 * whatever it was doing.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_ARRIVALS_H
#define RACELAB_ARRIVALS_H

#include "signals.h"

/* Could it arrive now?  Not if all who could handle it block it.  only: NULL, or to this thread. */
bool arrival_is_possible(const struct process *process, struct thread *only, int signal);

/* It arrives; its event is committed. */
void arrive(struct process *process, struct thread *only, int signal,
	    const struct signal_news *news);

#endif
