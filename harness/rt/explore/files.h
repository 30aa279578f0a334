/* SPDX-License-Identifier: MIT */
/*
 * Descriptors: each process's table of numbers, and the open files that they stand for.
 *
 * A table belongs to its process as its memory does: a fork copies it.  The files lie in the kernel, so
 * to say, and are the same for all.  An end of a channel is open as long as any descriptor of any
 * process, or one on its way in a message, stands for it.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_FILES_H
#define RACELAB_FILES_H

#include "channels.h"
#include "processes.h"

#define DESCRIPTORS 256 /* of one process */

enum file_kind { FILE_NONE, FILE_STANDARD, FILE_CHANNEL, FILE_COUNTER, FILE_SIGNALS, FILE_MEMORY };

/* An eventfd. */
struct counter {
	uint64_t value, unused;
};

/* Memory that has a descriptor: shm_open(), memfd_create(). */
struct shared_object {
	size_t bytes, room;
	uintptr_t at;
	char name[256]; /* empty: none, or no longer */
};

struct file {
	enum file_kind kind;
	int standard;		/* FILE_STANDARD: 0, 1, 2 */
	struct channel *in, *out; /* that it reads from, writes to; NULL: it cannot */
	bool socket, in_shut, out_shut;
	struct counter counter;
	bool takes_one;		/* EFD_SEMAPHORE */
	uint64_t set;		/* FILE_SIGNALS */
	struct shared_object *object;
	int flags;		/* O_NONBLOCK, access mode */
};

struct descriptor {
	struct file *file; /* NULL: it is free */
	bool closes_on_exec;
	uintptr_t pc; /* of the call by which the process got it */
};

/* Before an execution: nothing is open but the standard streams of the first process. */
void files_clear(void);

/* A child has its parent's; the fork was there. */
void files_inherit(const struct process *child, uintptr_t pc);

/* A dying process's are closed, one after the other.  only_marked: those that an exec closes. */
void files_close_all(const struct process *process, bool only_marked, uintptr_t pc);

/* A new file; the same for the same thread's so many-th.  NULL: there are too many. */
struct file *file_new(enum file_kind kind, int flags);

/* One descriptor more / less stands for it.  Taking the last away is an event on its channels. */
void file_share(struct file *file);
void file_release(struct file *file, uintptr_t pc);

/* The running process's entry of that number; NULL: it has none. */
struct descriptor *descriptor_of(int number);

/* The same as an event: what another thread has opened or closed is something to depend on. */
struct descriptor *descriptor_look_up(int number, uintptr_t pc);

/* Something that an op may look at (one byte), which changes when the entry does. */
uintptr_t descriptor_object(int number);

/*
 * The lowest free number that is not below `least` now stands for the file.  An event.  -1: there is
 * none.
 */
int descriptor_open(struct file *file, int least, bool closes_on_exec, uintptr_t pc);

/* That very number; what it stood for is released.  0, or EBADF. */
int descriptor_replace(int number, struct file *file, bool closes_on_exec, uintptr_t pc);
int descriptor_close(int number, uintptr_t pc);

/* Processes that have an end of the channel open become places of a report: who could end the wait. */
struct wire_finding;
void files_add_holders(struct wire_finding *finding, const struct channel *channel, bool writers);

#endif
