/* SPDX-License-Identifier: MIT */
/*
 * The mailbox at the garden gate.  This is the file that you repair.
 *
 * The box holds one letter.  While the flag is up, the letter is the owner's; while it is down, the
 * empty box is the postman's.
 */
#include "lab.h"

static struct letter box;
static bool flag_is_up;

void mailbox_put_up(void)
{
	box.page1 = 0;
	box.page2 = 0;
	flag_is_up = false;
}

bool mailbox_deliver(const struct letter *letter)
{
	if (flag_is_up)
		return false;
	box.page1 = letter->page1;
	box.page2 = letter->page2;
	flag_is_up = true;
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	if (!flag_is_up)
		return false;
	letter->page1 = box.page1;
	letter->page2 = box.page2;
	flag_is_up = false;
	return true;
}
