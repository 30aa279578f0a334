/* SPDX-License-Identifier: MIT */
/*
 * Atomic balances, and a lock that transfers share and the auditor takes alone.  Right: additions
 * may come in any order, and the auditor never meets a transfer that is half done.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

struct account {
	atomic_long balance;
	atomic_ulong paid; /* transfers from this account */
};

static struct account accounts[BANK_MOST];
static unsigned opened; /* set before the first transfer, then read-only */

/* read lock: a transfer is under way; write lock: none is */
static pthread_rwlock_t books = PTHREAD_RWLOCK_INITIALIZER;

void bank_open(unsigned count, long balance)
{
	opened = count;
	for (unsigned i = 0; i < opened; i++) {
		accounts[i].balance = balance;
		accounts[i].paid = 0;
	}
}

void bank_transfer(unsigned from, unsigned to, long amount)
{
	pthread_rwlock_rdlock(&books);
	atomic_fetch_sub(&accounts[from].balance, amount);
	atomic_fetch_add(&accounts[to].balance, amount);
	atomic_fetch_add(&accounts[from].paid, 1);
	pthread_rwlock_unlock(&books);
}

long bank_total(void)
{
	long total = 0;

	pthread_rwlock_wrlock(&books);
	for (unsigned i = 0; i < opened; i++)
		total += accounts[i].balance;
	pthread_rwlock_unlock(&books);
	return total;
}

long bank_balance(unsigned account)
{
	return accounts[account].balance;
}

unsigned long bank_transfers(void)
{
	unsigned long transfers = 0;

	for (unsigned i = 0; i < opened; i++)
		transfers += accounts[i].paid;
	return transfers;
}
