/* SPDX-License-Identifier: MIT */
/*
 * Where the runtime keeps what the program under test has no business with: the wire, the table of
 * threads, the key of the seal.
 *
 * All of it lies in one stretch of addresses, with pages between the pieces that nobody may touch:
 * what runs over the end of a piece is a segmentation fault.  And since every access of the program
 * is announced before it happens, one into the vault, or a write to the runner's own variables, is
 * the crash that it would be if the program were alone in its process.  What is not announced (libc
 * writing where it is told to) can still get in: that is what the seal's counts (report.h) and the
 * other checkers, in processes of their own, are for.
 *
 * Threads: vault_init() and vault_take() before the program's; the rest any.
 */
#ifndef RACELAB_VAULT_H
#define RACELAB_VAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vault {
	uintptr_t start, bytes;	  /* of the vault */
	uintptr_t own, own_bytes; /* of the runner's variables */
};

extern struct vault vault;

void vault_init(void);

/* Zeroed memory that forked processes share, or what the descriptor (else -1) stands for. */
void *vault_take(size_t bytes, int descriptor);

/* Nobody may touch it any more / only read it / it is as at first; what vault_take() gave. */
void vault_close(void *piece, size_t bytes);
void vault_freeze(void *piece, size_t bytes);
void vault_open(void *piece, size_t bytes);

static inline bool vault_holds(uintptr_t address)
{
	return address - vault.start < vault.bytes;
}

static inline bool vault_forbids(uintptr_t address, bool writes)
{
	return vault_holds(address) || (writes && address - vault.own < vault.own_bytes);
}

#endif
