/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: one atomic exchange looks at the flag and lowers it, which must be better than two steps.
 * Wrong: the box is given back before it is empty, and the next letter is put on top.
 */
#include "lab.h"

#include <stdatomic.h>

static struct letter box;
static atomic_bool flag_is_up;

void mailbox_put_up(void)
{
	box = (struct letter){0};
	atomic_store(&flag_is_up, false);
}

bool mailbox_deliver(const struct letter *letter)
{
	if (atomic_load(&flag_is_up))
		return false;
	box.page1 = letter->page1;
	box.page2 = letter->page2;
	atomic_store(&flag_is_up, true);
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	bool was_up = atomic_exchange(&flag_is_up, false);

	if (!was_up)
		return false;
	letter->page1 = box.page1;
	letter->page2 = box.page2;
	return true;
}
