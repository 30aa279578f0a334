/* SPDX-License-Identifier: MIT */
#include "planted.h"

#include <stdlib.h>
#include <string.h>

#include "../rt.h"

static struct planted *spare; /* nodes to be used again */

unsigned planted_notes;

struct planted *planted_new(const struct note *note)
{
	struct planted *node = spare;

	if (node != NULL)
		spare = node->next;
	else
		node = malloc(sizeof *node);
	if (node == NULL)
		rt_broken("no memory for what is still to be explored");
	planted_notes++;
	*node = (struct planted){.note = *note};
	return node;
}

void planted_give_back(struct planted *node)
{
	planted_notes--;
	node->next = spare;
	spare = node;
}

void planted_add(struct planted **at, struct note *sequence, unsigned length)
{
	while (length > 0) {
		struct planted *child;
		unsigned where = 0;

		for (child = *at; child != NULL; at = &child->next, child = child->next)
			if (note_can_begin(&child->note, sequence, length, &where))
				break;
		if (child == NULL) {
			for (unsigned i = 0; i < length; i++) {
				*at = planted_new(&sequence[i]);
				at = &(*at)->children;
			}
			return;
		}
		if (child->children == NULL)
			return; /* that one will be run, and this is found from there */
		if (where < length) {
			memmove(sequence + where, sequence + where + 1,
				(length - where - 1) * sizeof *sequence);
			length--;
		}
		at = &child->children;
	}
}
