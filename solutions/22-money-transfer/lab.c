/* SPDX-License-Identifier: MIT */
/* Reference for 22-money-transfer: everybody takes the locks of accounts in the same order. */
#include "lab.h"

#include <pthread.h>

struct account {
	pthread_mutex_t lock;
	/* guarded by lock: */
	long balance;
	unsigned long paid; /* transfers from this account */
};

/*
 * Of several locks, the one of the account with the lower number is taken first, by everybody.
 * Then nobody ever holds a lock while waiting for one before it, so the waiting cannot close to
 * a circle: whoever holds the highest lock of all waits for nobody.
 */
static struct account accounts[BANK_MOST] = {
	{.lock = PTHREAD_MUTEX_INITIALIZER},
	{.lock = PTHREAD_MUTEX_INITIALIZER},
	{.lock = PTHREAD_MUTEX_INITIALIZER},
	{.lock = PTHREAD_MUTEX_INITIALIZER},
};
static unsigned opened; /* set before the first transfer, then read-only */

void bank_open(unsigned count, long balance)
{
	opened = count;
	for (unsigned i = 0; i < opened; i++) {
		accounts[i].balance = balance;
		accounts[i].paid = 0;
	}
}

/*
 * The order must not depend on who pays whom: that is what lets two neighbours who pay each other
 * begin at opposite ends.  It has to be something that never changes, so not the balance.
 */
static void lock_both(unsigned one, unsigned other)
{
	unsigned low = one < other ? one : other;
	unsigned high = one < other ? other : one;

	pthread_mutex_lock(&accounts[low].lock);
	pthread_mutex_lock(&accounts[high].lock);
}

void bank_transfer(unsigned from, unsigned to, long amount)
{
	struct account *payer = &accounts[from];
	struct account *payee = &accounts[to];

	/* Both locks for all of it: between the two balances the money would be nowhere. */
	lock_both(from, to);
	payer->balance -= amount;
	payee->balance += amount;
	payer->paid++;
	/* The order of unlocking does not matter: an unlock never waits. */
	pthread_mutex_unlock(&payee->lock);
	pthread_mutex_unlock(&payer->lock);
}

/* The books are closed, all of them, while the auditor adds up. */
long bank_total(void)
{
	long total = 0;

	/* Upwards: the auditor keeps to the same order, or it would not be everybody's. */
	for (unsigned i = 0; i < opened; i++)
		pthread_mutex_lock(&accounts[i].lock);
	for (unsigned i = 0; i < opened; i++)
		total += accounts[i].balance;
	for (unsigned i = 0; i < opened; i++)
		pthread_mutex_unlock(&accounts[i].lock);
	return total;
}

long bank_balance(unsigned account)
{
	long balance;

	pthread_mutex_lock(&accounts[account].lock);
	balance = accounts[account].balance;
	pthread_mutex_unlock(&accounts[account].lock);
	return balance;
}

unsigned long bank_transfers(void)
{
	unsigned long transfers = 0;

	for (unsigned i = 0; i < opened; i++) {
		pthread_mutex_lock(&accounts[i].lock);
		transfers += accounts[i].paid;
		pthread_mutex_unlock(&accounts[i].lock);
	}
	return transfers;
}
