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

struct confine;
struct confined;

/*
 * argv is NULL-ended, argv[0] looked up in PATH; stdin is /dev/null; stdout and stderr together go
 * to *output (owned by the caller, at most 64 KiB, set in any case).  True: it ran and exited with 0.
 * One that takes longer than a minute is ended, and the output says so, as it does of a limit that
 * ended a confined one (confine.h; confine NULL: it is not confined).
 */
bool capture_run(const struct confine *confine, const char *const *argv, char **output);

/*
 * The same of a program whose output is wanted as it is, and at most so many bytes of it: one that says
 * more is ended there, which is true, too, and *cut.
 */
bool capture_text(const struct confine *confine, const char *const *argv, size_t most, bool *cut,
		  char **output);

/* The same as capture_run() of what confine_begin() made, which is released; name is for messages. */
bool capture_confined(struct confined *confined, const char *name, char **output);

/* Ends all programs that run now, with their children.  Async-signal-safe. */
void capture_kill_all(void);

#endif
