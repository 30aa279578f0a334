/* SPDX-License-Identifier: MIT */
/*
 * A report of Helgrind or DRD as plain structures: errors, each a row of sentences with a stack to
 * each.  How one is read is valgrind_xml.h; what the errors mean for a student is valgrind.h.
 *
 * Threads: a report belongs to one thread at a time.
 */
#ifndef RACELAB_VALGRIND_REPORT_H
#define RACELAB_VALGRIND_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Strings are owned and NULL where valgrind gave none. */
struct vg_frame {
	uint64_t ip; /* the instruction itself: of a caller, the last byte of its call */
	char *object, *function, *dir, *file;
	unsigned line;
};

struct vg_stack {
	struct vg_frame *frames; /* innermost first */
	size_t nframes;
};

enum vg_role {
	VG_WHAT,	/* what, xwhat: the sentence that says what is wrong */
	VG_AUX,		/* auxwhat, xauxwhat: a further sentence */
	VG_ALLOCATED,	/* DRD: where the heap block came from */
	VG_OBSERVED,	/* DRD: where the lock was first seen */
	VG_ACQUIRED,	/* DRD: where the lock was taken */
	VG_OTHER_START, /* DRD: the other access lies after this ... */
	VG_OTHER_END,	/* ... and before that */
};

/* A sentence of an error and the stack that goes with it; either may be missing. */
struct vg_part {
	enum vg_role role;
	char *text;
	unsigned thread; /* Helgrind's own number of the thread it speaks of; 0: none */
	struct vg_stack stack;
};

struct vg_error {
	char *kind;	  /* "Race" */
	unsigned tid;	  /* valgrind's number of the thread, used again when one has ended */
	char *threadname; /* as the thread called itself (PR_SET_NAME) */
	struct vg_part *parts;
	size_t nparts;
};

/* A thread that Helgrind spoke of, and where it was created. */
struct vg_thread {
	unsigned number;
	struct vg_stack created;
};

struct vg_report {
	char *tool; /* "helgrind" */
	struct vg_error *errors;
	size_t nerrors;
	struct vg_thread *threads;
	size_t nthreads;
	bool finished; /* it came to its end; false: the process was killed before */
};

/* The first part of that role, or NULL. */
const struct vg_part *vg_error_part(const struct vg_error *error, enum vg_role role);

void vg_report_release(struct vg_report *report);

/*
 * The rest is for the reader.
 */

/* Room for one more item at the end of an array, zeroed; counts it. */
void *vg_grow(void *items, size_t *count, size_t size);

void vg_stack_release(struct vg_stack *stack);

/* Leaves it empty. */
void vg_error_release(struct vg_error *error);

#endif
