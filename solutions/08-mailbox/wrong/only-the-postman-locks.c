/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the postman fills the box under a lock, and the owner only looks and empties.
 * Wrong: a lock protects only from those who take it; one half of a pair is no pair.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct letter box;
static bool flag_is_up;

void mailbox_put_up(void)
{
	flag_is_up = false;
}

bool mailbox_deliver(const struct letter *letter)
{
	bool accepted;

	pthread_mutex_lock(&lock);
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
	if (!flag_is_up)
		return false;
	*letter = box;
	flag_is_up = false;
	return true;
}
