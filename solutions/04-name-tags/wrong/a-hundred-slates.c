/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: what two slates cannot do, a hundred will: nobody draws breath for so long.
 * Wrong: somebody does. A ring of any size only makes it rarer, and so harder to find.
 */
#include "lab.h"

#include <stdatomic.h>
#include <string.h>

#define TAG_SIZE (NAME_MOST + sizeof TAG_WISH)

#define SLATES 100

static char slates[SLATES][TAG_SIZE];
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
	return write_on(slates[atomic_fetch_add(&turn, 1) % SLATES], name);
}
