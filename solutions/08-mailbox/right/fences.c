/* SPDX-License-Identifier: MIT */
/*
 * Style: relaxed accesses to the flag, and fences that order them: release before each change,
 * acquire after each look.  ThreadSanitizer does not model fences, and accuses the box.
 */
#include "lab.h"

#include <stdatomic.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wtsan" /* gcc warns of just that */
#endif

static struct letter box; /* the owner's while the flag is up, else the postman's */
static atomic_bool flag_is_up;

static bool look(void)
{
	bool is_up = atomic_load_explicit(&flag_is_up, memory_order_relaxed);

	atomic_thread_fence(memory_order_acquire);
	return is_up;
}

static void change(bool is_up)
{
	atomic_thread_fence(memory_order_release);
	atomic_store_explicit(&flag_is_up, is_up, memory_order_relaxed);
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
