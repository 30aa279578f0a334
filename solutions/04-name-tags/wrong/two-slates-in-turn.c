/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: with two slates, used in turn, the last tag survives the next one.
 * Wrong: it survives one tag, not two. The other door need only be twice as busy.
 */
#include "lab.h"

#include <stdatomic.h>
#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

static char slates[2][TAG_SIZE];
static atomic_uint turn;

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
	return write_on(slates[atomic_fetch_add(&turn, 1) % 2], name);
}
