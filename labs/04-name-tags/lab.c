/* SPDX-License-Identifier: MIT */
/* The name tags of the congress of hermits.  This is the file that you repair. */
#include "lab.h"

#include <string.h>

#define TAG_SIZE 200 /* a name, the wish, and room to spare */

/*
 * The tag is a slate, so no paper is wasted: who writes the next one wipes this one off.  By then
 * the crier has long called it out.
 */
static char slate[TAG_SIZE];

void tags_open(void)
{
	slate[0] = '\0';
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
