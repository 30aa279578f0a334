/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "No locks, no deadlock": each balance is changed by one atomic addition and none is ever lost.
 * But two atomic steps are not one: the auditor adds up while the money is in neither account.
 */
#include "lab.h"

#include <stdatomic.h>

struct account {
	atomic_long balance;
	atomic_ulong paid; /* transfers from this account */
};

static struct account accounts[BANK_MOST];
static unsigned opened; /* set before the first transfer, then read-only */

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
	atomic_fetch_sub(&accounts[from].balance, amount);
	atomic_fetch_add(&accounts[to].balance, amount);
	atomic_fetch_add(&accounts[from].paid, 1);
}

long bank_total(void)
{
	long total = 0;

	for (unsigned i = 0; i < opened; i++)
		total += accounts[i].balance;
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
