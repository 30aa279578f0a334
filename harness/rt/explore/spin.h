/* SPDX-License-Identifier: MIT */
/*
 * Finds a thread that only looks again: it is back at a place where it was, with the same stack and
 * all that it wrote in between as it was before, and nothing that it read has changed.  (All, since
 * at -O0 no variable lives in a register across a call; what is optimised is not looked at.)  It would go on like this for ever, so it is made to wait until something that it read
 * changes: a spin loop costs no execution of its own, and one that nobody ends is seen at once.
 *
 * Two marks are kept.  One moves to every read: it catches loops of one read at their first
 * repetition.  The other moves at powers of two events (Brent's cycle detection, BIT 20, 1980), or
 * soon after, where the thread holds as few locks as anywhere in its loop: a thread that waits must
 * not hold what others need to bring about the change.
 *
 * Threads: the thread whose turn it is.
 */
#ifndef RACELAB_SPIN_H
#define RACELAB_SPIN_H

#include <stdbool.h>
#include <stdint.h>

#define SPIN_STACK  4096 /* bytes: with a deeper stack nobody spins */
#define SPIN_READS  16
#define SPIN_WRITES 16

struct thread;

struct spin_value {
	uintptr_t address;
	uint32_t size;
	uint64_t value[2];
};

struct spin_mark {
	bool set;
	uintptr_t pc, address; /* one call may be several events: a comparison of two strings */
	uint8_t kind;	       /* ... and read and write at one place: strcat() to an empty one */
	void *sp;
	unsigned bytes;
	unsigned reads, writes; /* since then; more than there is room for: it does not count */
	struct spin_value read[SPIN_READS], written[SPIN_WRITES];
	char stack[SPIN_STACK];
};

struct spin {
	unsigned since, limit; /* events since the second mark was set, and when it moves */
	unsigned fewest;       /* locks held, since then */
	bool spins;	       /* waits until one of spun's reads has changed */
	bool timed;	       /* ... or until time passes: its clock ran on */
	bool asked;	       /* ... by spin_await(): it is a wait, and no loop of the program's */
	struct spin_mark marks[2];
	struct spin_mark *spun;
	uintptr_t time_at;     /* where the thread keeps the time that it asked for last; 0: nowhere */
};

void spin_reset(struct thread *thread);

/* The thread is about to do its op: from now on it `spins`, if it is going round and round. */
void spin_begin(struct thread *thread);

/*
 * The thread is going to wait with its next op until one of these objects, of that many bytes each (at
 * most 16), has changed: a loop that it need not run through first.
 */
void spin_await(struct thread *thread, const void *const *objects, unsigned count, uint32_t bytes);

/* Has anything that it read since then changed? */
bool spin_sees_change(const struct thread *thread);

/* It has its turn: it looks again. */
void spin_end(struct thread *thread);

/* The thread's event is committed and will now take effect. */
void spin_note(struct thread *thread, bool writes);

#endif
