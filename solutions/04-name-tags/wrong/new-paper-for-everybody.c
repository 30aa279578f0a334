/* expect: leak by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a fresh block for each tag belongs to nobody else, and malloc is safe for threads.
 * Wrong: nobody ever frees it. The caller was promised that he need not, and every hermit costs
 * some memory for ever.
 */
#include "lab.h"

#include <stdlib.h>
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
	char *tag = malloc(TAG_SIZE);

	if (tag == NULL)
		abort();
	return write_on(tag, name);
}
