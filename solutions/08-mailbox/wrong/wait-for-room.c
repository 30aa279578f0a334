/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a lock and a condition, so that no letter is ever refused.
 * Wrong: the postman must not wait for the owner, who may not come again; then he stands there
 * for ever.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t emptied = PTHREAD_COND_INITIALIZER;
/* guarded by lock: */
static struct letter box;
static bool flag_is_up;

void mailbox_put_up(void)
{
	flag_is_up = false;
}

bool mailbox_deliver(const struct letter *letter)
{
	pthread_mutex_lock(&lock);
	while (flag_is_up)
		pthread_cond_wait(&emptied, &lock);
	box = *letter;
	flag_is_up = true;
	pthread_mutex_unlock(&lock);
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	bool found;

	pthread_mutex_lock(&lock);
	found = flag_is_up;
	if (found) {
		*letter = box;
		flag_is_up = false;
		pthread_cond_signal(&emptied);
	}
	pthread_mutex_unlock(&lock);
	return found;
}
