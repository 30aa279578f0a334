/* expect: data-race by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: raised with release and seen with acquire, as in the book: the letter arrives whole.
 * Wrong: the way back is relaxed, so the next letter may go in before the last one is out.
 * ThreadSanitizer sees it too, but only if the owner lowers the flag before the postman looks.
 */
#include "lab.h"

#include <stdatomic.h>

static struct letter box;
static atomic_bool flag_is_up;

void mailbox_put_up(void)
{
	atomic_store(&flag_is_up, false);
}

bool mailbox_deliver(const struct letter *letter)
{
	if (atomic_load_explicit(&flag_is_up, memory_order_relaxed))
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
	atomic_store_explicit(&flag_is_up, false, memory_order_relaxed);
	return true;
}
