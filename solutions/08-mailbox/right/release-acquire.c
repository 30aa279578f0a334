/* SPDX-License-Identifier: MIT */
/*
 * Style: a C11 flag, changed with release and looked at with acquire: all that was done before the
 * change is visible after the look.  Helgrind and DRD do not know the pair, and accuse the box.
 */
#include "lab.h"

#include <stdatomic.h>

static struct letter box; /* the owner's while the flag is up, else the postman's */
static atomic_bool flag_is_up;

void mailbox_put_up(void)
{
	box = (struct letter){0};
	atomic_store(&flag_is_up, false);
}

bool mailbox_deliver(const struct letter *letter)
{
	if (atomic_load_explicit(&flag_is_up, memory_order_acquire))
		return false;
	box = *letter;
	atomic_store_explicit(&flag_is_up, true, memory_order_release);
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	if (!atomic_load_explicit(&flag_is_up, memory_order_acquire))
		return false;
	*letter = box;
	atomic_store_explicit(&flag_is_up, false, memory_order_release);
	return true;
}
