/* SPDX-License-Identifier: MIT */
/*
 * One lock and one condition for the claims: an account is claimed or free, and a transfer waits
 * until both of its own are free.  Right: nobody waits with a claim in hand, and work is unlocked.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

struct account {
	bool claimed; /* guarded by desk */
	/* owned by whoever has claimed the account: */
	long balance;
	unsigned long paid; /* transfers from this account */
};

static pthread_mutex_t desk = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t released = PTHREAD_COND_INITIALIZER;
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

static void claim_both(struct account *one, struct account *other)
{
	pthread_mutex_lock(&desk);
	while (one->claimed || other->claimed)
		pthread_cond_wait(&released, &desk);
	one->claimed = true;
	other->claimed = true;
	pthread_mutex_unlock(&desk);
}

static void release_both(struct account *one, struct account *other)
{
	pthread_mutex_lock(&desk);
	one->claimed = false;
	other->claimed = false;
	pthread_cond_broadcast(&released);
	pthread_mutex_unlock(&desk);
}

void bank_transfer(unsigned from, unsigned to, long amount)
{
	struct account *payer = &accounts[from];
	struct account *payee = &accounts[to];

	claim_both(payer, payee);
	payer->balance -= amount;
	payee->balance += amount;
	payer->paid++;
	release_both(payer, payee);
}

/* Called with the desk. */
static bool some_claimed(void)
{
	for (unsigned i = 0; i < opened; i++)
		if (accounts[i].claimed)
			return true;
	return false;
}

/* With the desk in hand and nothing claimed, all accounts are the auditor's. */
long bank_total(void)
{
	long total = 0;

	pthread_mutex_lock(&desk);
	while (some_claimed())
		pthread_cond_wait(&released, &desk);
	for (unsigned i = 0; i < opened; i++)
		total += accounts[i].balance;
	pthread_mutex_unlock(&desk);
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
