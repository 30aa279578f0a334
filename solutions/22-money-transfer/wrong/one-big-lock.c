/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * One lock for the whole bank: never a circle, never a wrong sum, and nothing for a tool to say.
 * But now two strangers who have no account in common wait for each other, and so does everybody.
 */
#include "lab.h"

#include <pthread.h>

struct account {
	long balance;
	unsigned long paid; /* transfers from this account */
};

static pthread_mutex_t bank = PTHREAD_MUTEX_INITIALIZER;
/* guarded by bank: */
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
	struct account *payer = &accounts[from];
	struct account *payee = &accounts[to];

	pthread_mutex_lock(&bank);
	payer->balance -= amount;
	payee->balance += amount;
	payer->paid++;
	pthread_mutex_unlock(&bank);
}

long bank_total(void)
{
	long total = 0;

	pthread_mutex_lock(&bank);
	for (unsigned i = 0; i < opened; i++)
		total += accounts[i].balance;
	pthread_mutex_unlock(&bank);
	return total;
}

long bank_balance(unsigned account)
{
	long balance;

	pthread_mutex_lock(&bank);
	balance = accounts[account].balance;
	pthread_mutex_unlock(&bank);
	return balance;
}

unsigned long bank_transfers(void)
{
	unsigned long transfers = 0;

	pthread_mutex_lock(&bank);
	for (unsigned i = 0; i < opened; i++)
		transfers += accounts[i].paid;
	pthread_mutex_unlock(&bank);
	return transfers;
}
