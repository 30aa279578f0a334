/* expect: deadlock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "They collide because they start together: let one side wait a little."  Most days the other is
 * through by then.  The two orders are still there, and some day the other one is late as well.
 */
#include "lab.h"

#include <pthread.h>
#include <unistd.h>

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

void bank_transfer(unsigned from, unsigned to, long amount)
{
	struct account *payer = &accounts[from];
	struct account *payee = &accounts[to];

	if (from > to)
		usleep(1000);
	pthread_mutex_lock(&payer->lock);
	pthread_mutex_lock(&payee->lock);
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
