/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the flag is atomic, and it is raised at once so that the owner need not stare so long.
 * Wrong: it is published before the letter is in the box.
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
	bool was_up = atomic_exchange(&flag_is_up, true);

	if (was_up)
		return false;
	box.page1 = letter->page1;
	box.page2 = letter->page2;
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	if (!atomic_load(&flag_is_up))
		return false;
	letter->page1 = box.page1;
	letter->page2 = box.page2;
	atomic_store(&flag_is_up, false);
	return true;
}
