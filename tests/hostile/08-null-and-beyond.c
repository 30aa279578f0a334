/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Follows a pointer that leads nowhere, to see who is told. */
#include "lab.h"

#include <stddef.h>

static struct letter *box;

void mailbox_put_up(void)
{
	box = NULL;
}

bool mailbox_deliver(const struct letter *letter)
{
	box[1L << 40] = *letter;
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	*letter = *box;
	return true;
}
