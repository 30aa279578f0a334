/* SPDX-License-Identifier: MIT */
/*
 * Bytes into a channel and out of it: what read(), write() and their kin have in common.
 *
 * Threads: the thread that runs.
 */
#ifndef RACELAB_TRANSFER_H
#define RACELAB_TRANSFER_H

#include <sys/types.h>
#include <sys/uio.h>

#include "files.h"

/* A call on a descriptor: which, how, and from where. */
struct transfer {
	int number;
	bool never_waits; /* O_NONBLOCK, MSG_DONTWAIT */
	bool stays;	  /* MSG_PEEK */
	bool no_signal;	  /* MSG_NOSIGNAL */
	const struct iovec *pieces;
	int npieces;
	struct file *files[PARCEL_FILES]; /* that are sent along / have come along */
	unsigned nfiles;
	bool truncated; /* a message was longer than the pieces */
	uintptr_t pc;
};

/* The bytes moved, 0 at the end; -1 with errno. */
ssize_t transfer_in(struct transfer *transfer);
ssize_t transfer_out(struct transfer *transfer);

#endif
