/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a slate for each door, and the numbers of the doors are drawn from a plain counter.
 * Wrong: two criers who draw at the same moment draw the same number, and share a slate for the
 * rest of the congress.
 */
#include "lab.h"

#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

static char slates[DOORS_MOST][TAG_SIZE];
static unsigned drawn;
static _Thread_local unsigned door; /* from 1; 0: has not drawn yet */

void tags_open(void)
{
	drawn = 0;
}

static const char *write_on(char *tag, const char *name)
{
	strcpy(tag, name);
	strcat(tag, TAG_WISH);
	return tag;
}

const char *tag_write(const char *name)
{
	if (door == 0)
		door = ++drawn;
	return write_on(slates[(door - 1) % DOORS_MOST], name);
}
