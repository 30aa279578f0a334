/* SPDX-License-Identifier: MIT */
/* fails by explore: assertion */
/* Keeps a pointer into the scenario and writes there what the scenario wants to see. */
#include "lab.h"

#include <stddef.h>

static struct letter *theirs;

void mailbox_put_up(void)
{
	theirs = NULL;
}

bool mailbox_deliver(const struct letter *letter)
{
	if (theirs != NULL)
		*theirs = *letter;
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	theirs = letter;
	return true;
}
