/* SPDX-License-Identifier: MIT */
/*
 * Style: nothing is ever wiped off. Each name's tag is written once into a book that only grows,
 * and what has been written there never changes, so everybody may read it without a lock. The
 * lock guards the list alone.
 * Costs: memory for each name that ever came, which is fine for five hermits and not for a
 * railway station; and all doors meet at the one lock.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct tag {
	struct tag *next;
	size_t name; /* characters of the name */
	char text[NAME_MOST + sizeof TAG_WISH];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct tag *book; /* guarded by lock; the tags in it never change */

void tags_open(void)
{
}

/* The lock must be held. */
static struct tag *look_up(const char *name)
{
	size_t length = strlen(name);

	for (struct tag *tag = book; tag != NULL; tag = tag->next) {
		if (tag->name == length && strncmp(tag->text, name, length) == 0)
			return tag;
	}
	return NULL;
}

/* The lock must be held. */
static struct tag *enter(const char *name)
{
	struct tag *tag = malloc(sizeof *tag);

	if (tag == NULL)
		abort();
	tag->name = strlen(name);
	strcpy(tag->text, name);
	strcat(tag->text, TAG_WISH);
	tag->next = book;
	book = tag;
	return tag;
}

const char *tag_write(const char *name)
{
	struct tag *tag;

	pthread_mutex_lock(&lock);
	tag = look_up(name);
	if (tag == NULL)
		tag = enter(name);
	pthread_mutex_unlock(&lock);
	return tag->text;
}
