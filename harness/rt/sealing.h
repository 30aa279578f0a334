/* SPDX-License-Identifier: MIT */
/*
 * Signs the runner's last word (../seal.h).  While the submission runs, the key lies on a page that
 * nobody may read.
 *
 * Threads: sealing_init() before any of the program's, sealing_sign() any.
 */
#ifndef RACELAB_SEALING_H
#define RACELAB_SEALING_H

/* Takes the key out of the wire.  Before anything of the submission is loaded. */
void sealing_init(void);

/* Signs what stands in the wire now; nothing before sealing_init(). */
void sealing_sign(void);

#endif
