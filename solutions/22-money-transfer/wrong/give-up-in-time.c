/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "Whoever waits for longer than a moment is stuck, and gives up."  The circle does come undone,
 * but those who give up have not made their transfer, and those who are only slow give up too.
 */
#include "lab.h"

#include <pthread.h>
#include <time.h>

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
	struct timespec until;

	pthread_mutex_lock(&payer->lock);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	if (pthread_mutex_timedlock(&payee->lock, &until) == 0) {
		payer->balance -= amount;
		payee->balance += amount;
		payer->paid++;
		pthread_mutex_unlock(&payee->lock);
	}
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
