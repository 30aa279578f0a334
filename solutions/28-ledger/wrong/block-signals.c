/* expect: deadlock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/* All signals blocked while the lock is held: the one that ends a process for good cannot be. */
#include "lab.h"

#include <pthread.h>
#include <signal.h>
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

bool ledger_post(int from, int to, int amount)
{
	sigset_t all, old;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	pthread_mutex_lock(&ledger->lock);
	ledger->balance[from] -= amount;
	ledger->balance[to] += amount;
	pthread_mutex_unlock(&ledger->lock);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return true;
}

bool ledger_balance(int account, int *balance)
{
	pthread_mutex_lock(&ledger->lock);
	*balance = ledger->balance[account];
	pthread_mutex_unlock(&ledger->lock);
	return true;
}

bool ledger_total(int *total)
{
	pthread_mutex_lock(&ledger->lock);
	*total = 0;
	for (int i = 0; i < ACCOUNTS; i++)
		*total += ledger->balance[i];
	pthread_mutex_unlock(&ledger->lock);
	return true;
}
