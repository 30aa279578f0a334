/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the pointer is thread-local now, so each thread has its own.
 * Wrong: each thread has its own pointer, and all of them point to the one slate.
 */
#include "lab.h"

#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

static char slate[TAG_SIZE];
static _Thread_local char *own;

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
	if (own == NULL)
		own = slate;
	return write_on(own, name);
}
