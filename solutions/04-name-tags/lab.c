/* SPDX-License-Identifier: MIT */
/* Reference for 04-name-tags: every thread has a slate of its own. */
#include "lab.h"

#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH) /* sizeof counts the zero at the end, too */

/*
 * The repair.  With one slate for all, the answer to one crier was wiped off by the next question
 * of another one.  A lock would not help: it would have to be held while the crier reads, and that
 * is when we have long returned.
 *
 * _Thread_local: there are as many slates as threads, and the name means that of the thread which
 * says it.  It is there from the thread's first step to its last, so nobody has to free it, and
 * with nobody to share it with, it needs no lock.  static all the same: an ordinary local would be
 * gone at the return.
 */
static _Thread_local char slate[TAG_SIZE];

void tags_open(void)
{
	/* Nothing to do: this thread has no use for a slate, and cannot reach those of others. */
}

static const char *write_on(char *tag, const char *name)
{
	strcpy(tag, name);
	strcat(tag, TAG_WISH);
	return tag;
}

const char *tag_write(const char *name)
{
	return write_on(slate, name);
}
