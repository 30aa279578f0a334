/* expect: assertion by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: two criers must not write on the slate at once, so there is a lock around the writing.
 * Wrong: it ends with the return, and the reading comes after it. The next crier wipes the slate
 * while this one takes a breath; whole tags are mistaken for each other now instead of halves.
 */
#include "lab.h"

#include <pthread.h>
#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

static pthread_mutex_t chalk = PTHREAD_MUTEX_INITIALIZER;
static char slate[TAG_SIZE];

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
	const char *text;

	pthread_mutex_lock(&chalk);
	text = write_on(slate, name);
	pthread_mutex_unlock(&chalk);
	return text;
}
