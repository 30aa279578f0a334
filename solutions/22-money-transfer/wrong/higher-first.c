/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * All transfers keep to one order, from the highest account down, and never stop each other any
 * more.  But the auditor goes upwards: an order that not everybody keeps is none.
 */
#include "lab.h"

#include <pthread.h>

struct account {
	pthread_mutex_t lock;
	/* guarded by lock: */
	long balance;
	unsigned long paid; /* transfers from this account */
};

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

static void lock_both(unsigned one, unsigned other)
{
	unsigned low = one < other ? one : other;
	unsigned high = one < other ? other : one;

	pthread_mutex_lock(&accounts[high].lock);
	pthread_mutex_lock(&accounts[low].lock);
}

void bank_transfer(unsigned from, unsigned to, long amount)
{
	struct account *payer = &accounts[from];
	struct account *payee = &accounts[to];

	lock_both(from, to);
	payer->balance -= amount;
	payee->balance += amount;
	payer->paid++;
	pthread_mutex_unlock(&payee->lock);
	pthread_mutex_unlock(&payer->lock);
}

/* The books are closed, all of them, while the auditor adds up. */
long bank_total(void)
{
	long total = 0;

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
