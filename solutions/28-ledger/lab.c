/* SPDX-License-Identifier: MIT */
/*
 * Reference for 28-ledger: a robust lock tells the next one that its holder died, and a note of what it
 * was about lets the next one put the ledger in order.
 */
#include "lab.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/mman.h>

/*
 * Written before a posting begins and torn up when it is done: whoever finds it open knows what the
 * balances were.
 */
struct note {
	bool open;
	int from, to;
	int had_from, had_to;
};

struct ledger {
	pthread_mutex_t lock; /* guards the balances and the note */
	int balance[ACCOUNTS];
	struct note note;
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
	ledger->note.open = false;
}

/* The last holder died with the lock.  If it was in the middle of a posting, that never was. */
static void put_in_order(void)
{
	const struct note *note = &ledger->note;

	if (!note->open)
		return;
	ledger->balance[note->from] = note->had_from;
	ledger->balance[note->to] = note->had_to;
	atomic_signal_fence(memory_order_seq_cst); /* who mends may be killed too: close it last */
	ledger->note.open = false;
}

static bool take_lock(void)
{
	int error = pthread_mutex_lock(&ledger->lock);

	if (error == EOWNERDEAD) {
		/*
		 * The kernel has seen the holder die and given the lock to us, with a warning: what it
		 * guards may be half changed.  First that is mended, and only then the lock is declared
		 * good again; without the second step nobody could take it any more.
		 */
		put_in_order();
		error = pthread_mutex_consistent(&ledger->lock);
	}
	return error == 0;
}

bool ledger_post(int from, int to, int amount)
{
	struct note *note;

	if (!take_lock())
		return false;
	note = &ledger->note;
	note->from = from;
	note->to = to;
	note->had_from = ledger->balance[from];
	note->had_to = ledger->balance[to];
	/*
	 * Death may come between any two writes, so they must happen in the order in which they stand
	 * here.  The compiler, which knows that the lock is held, would change it, and would even leave
	 * out that the note was ever open: the fences forbid that.
	 */
	atomic_signal_fence(memory_order_seq_cst);
	note->open = true; /* last: an open note is a complete one */
	atomic_signal_fence(memory_order_seq_cst);
	ledger->balance[from] -= amount;
	ledger->balance[to] += amount;
	atomic_signal_fence(memory_order_seq_cst);
	note->open = false; /* from here on the posting is done */
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
