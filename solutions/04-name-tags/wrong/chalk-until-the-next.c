/* expect: deadlock by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the lock is held as long as the text is needed: until the same thread asks for its next
 * tag.
 * Wrong: nobody knows which tag is a thread's last. It goes home with the chalk in its pocket,
 * and the other doors wait for ever.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

static pthread_mutex_t chalk = PTHREAD_MUTEX_INITIALIZER;
static char slate[TAG_SIZE]; /* guarded by chalk */
static _Thread_local bool has_chalk;

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
	if (has_chalk)
		pthread_mutex_unlock(&chalk);
	pthread_mutex_lock(&chalk);
	has_chalk = true;
	return write_on(slate, name);
}
