/* expect: assertion by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: nobody may wait for the other side, so the lock is tried only, and no tool complains.
 * Wrong: a letter for an empty box is refused, or one in the box not found, because the other one
 * stands there.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* guarded by lock: */
static struct letter box;
static bool flag_is_up;

void mailbox_put_up(void)
{
	flag_is_up = false;
}

bool mailbox_deliver(const struct letter *letter)
{
	bool accepted;

	if (pthread_mutex_trylock(&lock) != 0)
		return false;
	accepted = !flag_is_up;
	if (accepted) {
		box = *letter;
		flag_is_up = true;
	}
	pthread_mutex_unlock(&lock);
	return accepted;
}

bool mailbox_collect(struct letter *letter)
{
	bool found;

	if (pthread_mutex_trylock(&lock) != 0)
		return false;
	found = flag_is_up;
	if (found) {
		*letter = box;
		flag_is_up = false;
	}
	pthread_mutex_unlock(&lock);
	return found;
}
