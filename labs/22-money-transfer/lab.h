/* SPDX-License-Identifier: MIT */
/*
 * The village bank's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * Accounts are numbered from 0.  The bank trusts its customers: a balance may go below zero, so
 * a transfer is never refused.
 */
#ifndef LAB_H
#define LAB_H

#define BANK_MOST 4 /* accounts that the bank has room for */

/* Opens so many accounts, all with the same balance.  Called once, before anything else. */
void bank_open(unsigned accounts, long balance);

/*
 * Moves an amount between two different accounts, whatever else goes on.  When it returns, it
 * has been done.  Called by many threads at once; two transfers that have no account in common can
 * go on at the same time.
 */
void bank_transfer(unsigned from, unsigned to, long amount);

/*
 * All the money in the bank.  It never counts money that is on its way twice, nor misses it.
 * Called at any time, by any thread, while transfers go on.
 */
long bank_total(void);

/* What is in an account.  Called when all transfers are over. */
long bank_balance(unsigned account);

/* How many transfers were made.  Called when all transfers are over. */
unsigned long bank_transfers(void);

#endif
