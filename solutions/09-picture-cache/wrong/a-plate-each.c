/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "What is not shared needs no count": each visitor gets a fresh plate, and breaks it on leaving.
 * Safe, and simple.  But it is no cache any more: ten visitors, ten plates of the same picture.
 */
#include "lab.h"

#include <stdlib.h>

struct picture {
	unsigned shade[PICTURE_DOTS]; /* set before anybody has it, then only read */
};

/* A new plate. */
static struct picture *develop(unsigned number)
{
	struct picture *picture = malloc(sizeof(*picture));

	if (picture == NULL)
		abort();
	for (unsigned dot = 0; dot < PICTURE_DOTS; dot++)
		picture->shade[dot] = 100 * number + dot;
	return picture;
}

void picture_open(void)
{
}

struct picture *picture_take(unsigned number)
{
	return develop(number);
}

unsigned picture_dot(const struct picture *picture, unsigned dot)
{
	return picture->shade[dot];
}

void picture_give_back(struct picture *picture)
{
	free(picture);
}

void picture_retire(unsigned number)
{
	(void)number; /* there is no shelf */
}
