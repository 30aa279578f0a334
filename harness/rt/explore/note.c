/* SPDX-License-Identifier: MIT */
#include "note.h"

#include "history.h"

struct note note_of(const struct event *event)
{
	return (struct note){event->address, event->address2,	 event->size,	event->size2,
			     event->thread,  event->number, event->alternative, event->writes};
}

static bool meet(const struct note *a, const struct note *b)
{
	if (a->address == 0 || b->address == 0)
		return false;
	if ((a->writes || b->writes) && ranges_meet(a->address, a->size, b->address, b->size))
		return true;
	if (a->size2 && b->writes && ranges_meet(a->address2, a->size2, b->address, b->size))
		return true;
	return b->size2 && a->writes && ranges_meet(b->address2, b->size2, a->address, a->size);
}

bool note_depend(const struct note *a, const struct note *b)
{
	return a->thread == b->thread || meet(a, b);
}

bool note_can_begin(const struct note *first, const struct note *sequence, unsigned length,
		    unsigned *at)
{
	for (unsigned i = 0; i < length; i++) {
		const struct note *note = &sequence[i];

		if (note->thread == first->thread) {
			*at = i;
			return note->number == first->number &&
			       note->alternative == first->alternative;
		}
		if (meet(note, first)) {
			/* It must not be there later on either. */
			return false;
		}
	}
	*at = length;
	return true;
}
