/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a local variable is the thread's own, since each thread has its own stack.
 * Wrong: it is also the call's own, and gone at the return. The next thing that the same thread
 * calls writes over it, and no second thread is needed for that.
 */
#include "lab.h"

#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

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
	char slate[TAG_SIZE];

	return write_on(slate, name);
}
