/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/* The lock is declared good again, and what it guards is not looked at: money is missing. */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>

struct ledger {
	pthread_mutex_t lock; /* guards the balances */
	int balance[ACCOUNTS];
};

/* In memory that forked processes share. */
static struct ledger *ledger;

static void make_lock(pthread_mutex_t *lock)
{
	pthread_mutexattr_t attributes;

	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(lock, &attributes);
	pthread_mutexattr_destroy(&attributes);
}

void ledger_open(void)
{
	ledger = mmap(NULL, sizeof *ledger, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		      0);
	make_lock(&ledger->lock);
	for (int i = 0; i < ACCOUNTS; i++)
		ledger->balance[i] = AT_FIRST;
}

static bool take_lock(void)
{
	int error = pthread_mutex_lock(&ledger->lock);

	if (error == EOWNERDEAD)
		error = pthread_mutex_consistent(&ledger->lock);
	return error == 0;
}

bool ledger_post(int from, int to, int amount)
{
	if (!take_lock())
		return false;
	ledger->balance[from] -= amount;
	ledger->balance[to] += amount;
	pthread_mutex_unlock(&ledger->lock);
	return true;
}

bool ledger_balance(int account, int *balance)
{
	if (!take_lock())
		return false;
	*balance = ledger->balance[account];
	pthread_mutex_unlock(&ledger->lock);
	return true;
}

bool ledger_total(int *total)
{
	if (!take_lock())
		return false;
	*total = 0;
	for (int i = 0; i < ACCOUNTS; i++)
		*total += ledger->balance[i];
	pthread_mutex_unlock(&ledger->lock);
	return true;
}
