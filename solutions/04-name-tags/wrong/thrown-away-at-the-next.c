/* expect: leak by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: each thread remembers its last tag and frees it when it asks for the next one: no
 * memory is lost any more.
 * Wrong: after the last tag there is no next one. Every thread that ends leaves a sheet behind,
 * for which there is no destructor.
 */
#include "lab.h"

#include <stdlib.h>
#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

static _Thread_local char *last;

void tags_open(void)
{
}

static const char *write_on(char *tag, const char *name)
{
	strcpy(tag, name);
	strcat(tag, TAG_WISH);
	return tag;
}

const char *tag_write(const char *name)
{
	free(last);
	last = malloc(TAG_SIZE);
	if (last == NULL)
		abort();
	return write_on(last, name);
}
