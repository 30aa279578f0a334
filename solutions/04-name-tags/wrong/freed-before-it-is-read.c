/* expect: use-after-free by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: what is allocated must be freed, and the only place to do so is here, before the
 * return.
 * Wrong: the caller reads a block that is free, and may be somebody else's by then. It looks well
 * as long as nobody else allocates anything.
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
	const char *text;

	if (tag == NULL)
		abort();
	text = write_on(tag, name);
	free(tag);
	return text;
}
