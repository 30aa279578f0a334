/* expect: data-race by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: volatile makes the compiler keep its hands off the flag, and many old books do it so.
 * Wrong: it says nothing about the box, and nothing to the processor or to another thread.
 */
#include "lab.h"

static struct letter box;
static volatile bool flag_is_up;

void mailbox_put_up(void)
{
	flag_is_up = false;
}

bool mailbox_deliver(const struct letter *letter)
{
	if (flag_is_up)
		return false;
	box = *letter;
	flag_is_up = true;
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	if (!flag_is_up)
		return false;
	*letter = box;
	flag_is_up = false;
	return true;
}
