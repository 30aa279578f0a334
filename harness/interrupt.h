/* SPDX-License-Identifier: MIT */
/*
 * Ctrl-C and its kin: runners are killed, work folders and half-written files removed, the progress
 * line wiped, and the process ends with 128 plus the signal's number.
 *
 * Threads: interrupt_init() before the first other thread, and once; interrupt_hold() from any.
 */
#ifndef RACELAB_INTERRUPT_H
#define RACELAB_INTERRUPT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* For SIGINT, SIGTERM, SIGHUP and SIGPIPE, unless whoever started us had them ignored. */
void interrupt_init(void);

/*
 * Does not return if a signal has come.  To be passed before anything is said or kept of children's
 * work: a runner or compiler that we killed has found nothing out.
 */
void interrupt_hold(void);

/*
 * From now on the first Ctrl-C only sets the flag, for work that can end early and tell what it knows;
 * the next one is as ever, and so is the first after NULL.
 */
void interrupt_soften(_Atomic uint32_t *flag);

/* Has such a first one come? */
bool interrupt_came(void);

#endif
