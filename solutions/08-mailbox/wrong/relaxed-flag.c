/* expect: data-race by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the flag is atomic, and relaxed is the fast one.
 * Wrong: relaxed keeps the flag itself whole and orders nothing else, so the box may lag behind.
 */
#include "lab.h"

#include <stdatomic.h>

static struct letter box;
static atomic_bool flag_is_up;

void mailbox_put_up(void)
{
	atomic_store_explicit(&flag_is_up, false, memory_order_relaxed);
}

bool mailbox_deliver(const struct letter *letter)
{
	if (atomic_load_explicit(&flag_is_up, memory_order_relaxed))
		return false;
	box = *letter;
	atomic_store_explicit(&flag_is_up, true, memory_order_relaxed);
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	if (!atomic_load_explicit(&flag_is_up, memory_order_relaxed))
		return false;
	*letter = box;
	atomic_store_explicit(&flag_is_up, false, memory_order_relaxed);
	return true;
}
