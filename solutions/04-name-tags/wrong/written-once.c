/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the trouble is that the tag changes, so it is written once and then never touched.
 * Wrong: it never changes, and it is the first hermit's. Everybody else is called by his name.
 */
#include "lab.h"

#include <pthread.h>
#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

static pthread_mutex_t chalk = PTHREAD_MUTEX_INITIALIZER;
static char slate[TAG_SIZE]; /* guarded by chalk until it is written, then only read */

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
	pthread_mutex_lock(&chalk);
	if (slate[0] == '\0')
		write_on(slate, name);
	pthread_mutex_unlock(&chalk);
	return slate;
}
