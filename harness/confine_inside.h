/* SPDX-License-Identifier: MIT */
/*
 * What is to be seen inside a confined launch, as words for bubblewrap: the inner half of
 * confine.h.
 *
 * Threads: any; a list belongs to one.
 */
#ifndef RACELAB_CONFINE_INSIDE_H
#define RACELAB_CONFINE_INSIDE_H

#include "confine.h"

/* Words that grow, NULL-ended once there are any; all owned. */
struct word_list {
	char **words;
	unsigned count;
};

void word_list_add(struct word_list *list, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void word_list_add_all(struct word_list *list, const char *const *words);
void word_list_free(char **words);

/* Room in the program's /tmp, and in /dev/shm. */
#define CONFINE_ROOM (64 << 20)

/*
 * All words after "bwrap" up to the program's own.  own_user: without a namespace of users, since
 * the warden will become another.  source: a descriptor to read confine->source from.
 */
void confine_inside(const struct confine *confine, bool own_user, int source,
		    struct word_list *list);

#endif
