/* SPDX-License-Identifier: MIT */
/*
 * Schedules: whose turn it was, event after event; taken down, and followed again.
 *
 * Where a schedule ends, the thread that runs goes on while it can, and then the next by index.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_SCHEDULE_H
#define RACELAB_SCHEDULE_H

#include "../../wire.h"
#include "world.h"

struct schedule {
	uint8_t *threads, *alternatives; /* of each event */
	unsigned used, room;
};

/* Taking one of so many events needs no memory after that. */
void schedule_reserve(struct schedule *schedule, unsigned events);

/* That of the execution that has just ended, or up to here. */
void schedule_take(struct schedule *schedule);
void schedule_copy(struct schedule *to, const struct schedule *from);

/* Runs of events of one thread; a run ends with an event whose outcome was chosen. */
void schedule_pack(const struct schedule *schedule, struct wire_schedule *packed);
bool schedule_unpack(const struct wire_schedule *packed, struct schedule *schedule);

/* How often a thread follows another. */
unsigned schedule_switches(const struct schedule *schedule);

/* What search_replay follows; set before an execution. */
extern const struct schedule *schedule_followed;
/* It could not be: a thread whose turn it was could not go on. */
extern bool schedule_missed;

/* The thread that comes next by the schedule, or by the rule above.  NULL: none is ready. */
struct thread *schedule_next(const struct schedule *schedule);

#endif
