/* SPDX-License-Identifier: MIT */
/*
 * Open descriptors that were there when we were started: a shell's, a CI system's, a terminal's.
 *
 * Threads: before there are any.
 */
#ifndef RACELAB_DESCRIPTORS_H
#define RACELAB_DESCRIPTORS_H

/*
 * But for stdin, stdout and stderr none is handed on to what we start: compilers and runners have a
 * submission in them, and whoever has a descriptor may read and write what it stands for.
 */
void descriptors_keep(void);

#endif
