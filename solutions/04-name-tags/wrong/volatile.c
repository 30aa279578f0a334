/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: `volatile`, so that every crier reads what really stands on the slate.
 * Wrong: that is just what they read: what really stands there, and that is the other hermit.
 */
#include "lab.h"

#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

static volatile char slate[TAG_SIZE];

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
	return write_on((char *)slate, name);
}
