/* SPDX-License-Identifier: MIT */
/*
 * Style: only the flag is locked.  The box needs no lock of its own: it is touched between a look
 * and a change, and each change's unlock comes before the look's lock that sees it.
 */
#include "lab.h"

#include <pthread.h>

static struct letter box; /* the owner's while the flag is up, else the postman's */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool flag_is_up; /* guarded by lock */

static bool look(void)
{
	bool is_up;

	pthread_mutex_lock(&lock);
	is_up = flag_is_up;
	pthread_mutex_unlock(&lock);
	return is_up;
}

static void change(bool is_up)
{
	pthread_mutex_lock(&lock);
	flag_is_up = is_up;
	pthread_mutex_unlock(&lock);
}

void mailbox_put_up(void)
{
	box = (struct letter){0};
	change(false);
}

bool mailbox_deliver(const struct letter *letter)
{
	if (look())
		return false;
	/* Only the owner lowers the flag and only the postman raises it: down it stays. */
	box = *letter;
	change(true);
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	if (!look())
		return false;
	*letter = box;
	change(false);
	return true;
}
