/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: the slate is lent out for good to whoever comes first; others find it taken, and are
 * told so.
 * Wrong: they asked for a tag and got none. The contract knows no refusal.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

static pthread_mutex_t chalk = PTHREAD_MUTEX_INITIALIZER;
/* guarded by chalk: */
static bool is_lent;
static pthread_t borrower;

static char slate[TAG_SIZE]; /* the borrower's */

void tags_open(void)
{
	is_lent = false;
}

static const char *write_on(char *tag, const char *name)
{
	strcpy(tag, name);
	strcat(tag, TAG_WISH);
	return tag;
}

const char *tag_write(const char *name)
{
	bool is_ours;

	pthread_mutex_lock(&chalk);
	if (!is_lent)
		borrower = pthread_self();
	is_lent = true;
	is_ours = pthread_equal(borrower, pthread_self());
	pthread_mutex_unlock(&chalk);
	return is_ours ? write_on(slate, name) : NULL;
}
