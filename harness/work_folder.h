/* SPDX-License-Identifier: MIT */
/*
 * Folders for what is compiled and for what tools write: below TMPDIR, named by the process that made
 * them, gone when it ends, however it ends.
 *
 * Threads: any.
 */
#ifndef RACELAB_WORK_FOLDER_H
#define RACELAB_WORK_FOLDER_H

#include <sys/types.h>

/*
 * A new one, for its owner alone: the full path without links, to be given to work_folder_remove().
 * NULL: *error (owned by the caller) says why, and the mend.
 */
char *work_folder_make(char **error);

/* With all that is in it; NULL: nothing. */
void work_folder_remove(char *folder);

/*
 * All that this process still has, though other threads may still write in them.  For the one thread
 * that ends the process in the middle; nothing else is called after.
 */
void work_folders_remove_all(void);

/* What a process that was killed has left: it is gone, and its number is not given out again yet. */
void work_folders_sweep(pid_t dead);

#endif
