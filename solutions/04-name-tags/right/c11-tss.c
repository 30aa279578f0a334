/* SPDX-License-Identifier: MIT */
/*
 * Style: the same with C11's <threads.h>, and a new sheet for each tag: what the thread got last
 * is freed when it asks again, and by the destructor when it ends.
 * Costs: malloc and free for each tag. In return a text that is used after its time is found by
 * the tools, where a slate would silently show the next name.
 */
#include "lab.h"

#include <stdlib.h>
#include <string.h>
#include <threads.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

static once_flag once = ONCE_FLAG_INIT;
static tss_t last; /* made once, then only read */

static void make_key(void)
{
	if (tss_create(&last, free) != thrd_success)
		abort();
}

void tags_open(void)
{
	call_once(&once, make_key);
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

	free(tss_get(last));
	if (tag == NULL || tss_set(last, tag) != thrd_success)
		abort();
	return write_on(tag, name);
}
