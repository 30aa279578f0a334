/* SPDX-License-Identifier: MIT */
/*
 * The one line on stderr that tells a person at a terminal what is being done, and how far it is.
 *
 * Checkers that run at the same time share the line; each is known by its name.  Off (the default)
 * every call is a no-op, so callers need not ask.  Reports are not written here.
 *
 * Threads: any.
 */
#ifndef RACELAB_PROGRESS_H
#define RACELAB_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/* Switches the line on or off; call it before the first other thread. */
void progress_init(bool on);

/* Is the line on? */
bool progress_on(void);

/*
 * `who` (copied; "stress", "building") has done that many of `total` (0: it cannot tell).  The
 * first call for a name puts it on the line.  Cheap enough to be called a thousand times a second.
 */
void progress_set(const char *who, uint64_t done, uint64_t total);

/* The same with more to say of it (copied), "12 a second, 2 min left"; NULL or "": no more. */
void progress_tell(const char *who, uint64_t done, uint64_t total, const char *more);

/* `who` is done and leaves the line. */
void progress_end(const char *who);

/* What the calling thread does from now on is part of something that is on the line already. */
void progress_mute(void);

/* Wipes the line now; the terminal is as before. */
void progress_clear(void);

#endif
