/* SPDX-License-Identifier: MIT */
/*
 * What the judge asks of the warden, and what all its files share.
 *
 * The warden runs as the first process inside a confined launch, before and beside the program
 * under test, under the same user; it includes nothing of the judge but ../confine_wire.h.
 *
 * Threads: one.
 */
#ifndef RACELAB_WARDEN_ORDERS_H
#define RACELAB_WARDEN_ORDERS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "../confine_wire.h"

/* Numbers of 0 ask for nothing. */
struct orders {
	int status;    /* descriptor of the memfd for struct confine_end */
	int lifeline;  /* readable, or at its end: the judge wants this to end */
	bool alone;    /* first in a pid namespace of its own, with a /tmp of its own */
	bool open;     /* without a filter of system calls: the kernel has none */
	bool single;   /* who starts a process or a thread is killed for it */
	uint64_t user; /* to become, with this number as its group, too */
	uint64_t group;
	uint64_t umask;
	uint64_t memory;     /* bytes, of all processes together */
	uint64_t tasks;	     /* threads of all processes together */
	uint64_t seconds;    /* of wall clock */
	uint64_t processor;  /* seconds, of each process */
	uint64_t address;    /* bytes of address space, of each process */
	uint64_t file;	     /* bytes of one file */
	int nice;	     /* not the judge's: as it was when the warden began */
	uint64_t judge;	     /* its pid: not to be killed; only where it can be seen */
	const char *reports; /* folder whose files are handed back; NULL: none */
	char **program;	     /* what is to run, NULL-ended */
};

/* False: the words make no sense; they are only ever the judge's. */
bool orders_read(int argc, char **argv, struct orders *orders);

/* ---- privileges.c ---- */

/* Becomes the user, keeps no capability.  False: errno. */
bool privileges_drop(const struct orders *orders);

/* Limits of the process that calls, and so of the program.  False: errno. */
bool limits_set(const struct orders *orders);

/* ---- syscalls.c ---- */

/* From now on only what a program of a lab, a compiler or a tool needs.  False: *error is errno. */
bool syscalls_restrict(const struct orders *orders, int *error);

/* ---- watch.c ---- */

/* What all processes but the warden use; CONFINE_ENDED: no limit is passed. */
enum confine_reason watch_look(const struct orders *orders);

/* Sends SIGKILL to all of them. */
void watch_kill(const struct orders *orders);

/* ---- reports.c ---- */

/* Appends the files to the memfd; how many. */
uint32_t reports_hand_back(const struct orders *orders);

#endif
