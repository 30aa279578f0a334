/* SPDX-License-Identifier: MIT */
/*
 * Runs a program (a compiler) and captures what it says.  Not for runners: those are launch.h's.
 *
 * Threads: any.
 */
#ifndef RACELAB_CAPTURE_H
#define RACELAB_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * argv is NULL-ended, argv[0] looked up in PATH; stdin is /dev/null; stdout and stderr together go
 * to *output (owned by the caller, at most 64 KiB, set in any case).  True: it ran and exited with 0.
 * One that takes longer than a minute is ended, and the output says so.
 */
bool capture_run(const char *const *argv, char **output);

/*
 * The same of a program whose output is wanted as it is, and at most so many bytes of it: one that says
 * more is ended there, which is true, too, and *cut.
 */
bool capture_text(const char *const *argv, size_t most, bool *cut, char **output);

/* Ends all programs that run now, with their children.  Async-signal-safe. */
void capture_kill_all(void);

#endif
