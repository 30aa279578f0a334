/* SPDX-License-Identifier: MIT */
/*
 * Two pages: a posting is written on the page that does not count, and one store turns the leaf.  The
 * page that counts is whole at every moment, so there is nothing to mend when a holder dies.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/mman.h>

struct ledger {
	pthread_mutex_t lock; /* guards the balances */
	int page; /* the one that counts */
	int balance[2][ACCOUNTS];
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
		ledger->balance[0][i] = AT_FIRST;
	ledger->page = 0;
}

static bool take_lock(void)
{
	int error = pthread_mutex_lock(&ledger->lock);

	return error == EOWNERDEAD ? pthread_mutex_consistent(&ledger->lock) == 0 : error == 0;
}

bool ledger_post(int from, int to, int amount)
{
	int *old, *new;

	if (!take_lock())
		return false;
	old = ledger->balance[ledger->page];
	new = ledger->balance[!ledger->page];
	for (int i = 0; i < ACCOUNTS; i++)
		new[i] = old[i];
	new[from] -= amount;
	new[to] += amount;
	atomic_signal_fence(memory_order_seq_cst); /* the compiler may not turn the leaf before */
	ledger->page = !ledger->page;
	pthread_mutex_unlock(&ledger->lock);
	return true;
}

bool ledger_balance(int account, int *balance)
{
	if (!take_lock())
		return false;
	*balance = ledger->balance[ledger->page][account];
	pthread_mutex_unlock(&ledger->lock);
	return true;
}

bool ledger_total(int *total)
{
	if (!take_lock())
		return false;
	*total = 0;
	for (int i = 0; i < ACCOUNTS; i++)
		*total += ledger->balance[ledger->page][i];
	pthread_mutex_unlock(&ledger->lock);
	return true;
}
