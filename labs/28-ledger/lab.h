/* SPDX-License-Identifier: MIT */
/*
 * The ledger's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * The ledger lies in memory that several processes share.  Money is only moved, never made: whenever
 * somebody looks, the accounts together hold ACCOUNTS * AT_FIRST.  Any clerk's process may end at any
 * moment, also in the middle of its work; the others go on.
 */
#ifndef LAB_H
#define LAB_H

#include <stdbool.h>

enum { ACCOUNTS = 2, AT_FIRST = 100 };

/* Makes the ledger.  Called once, by the first process, before it forks any other. */
void ledger_open(void);

/*
 * Moves an amount from one account to another.  Called by several processes at once.  True: it is
 * done.  A posting whose process ended in the middle is done or not done, but never half.
 */
bool ledger_post(int from, int to, int amount);

/* What is in an account, and in all of them together at one moment; false: it could not be told. */
bool ledger_balance(int account, int *balance);
bool ledger_total(int *total);

#endif
