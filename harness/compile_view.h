/* SPDX-License-Identifier: MIT */
/*
 * What a confined compiler or linker sees (confine.h): the folder where it writes, its source, and
 * the folders that its flags name.
 *
 * Threads: any; a view belongs to one.
 */
#ifndef RACELAB_COMPILE_VIEW_H
#define RACELAB_COMPILE_VIEW_H

#include "compile.h"
#include "confine.h"

struct view {
	struct confine confine;
	struct words folders;
	char *work, *own;
};

/* NULL: it is not to be confined.  What is returned lies in *view, to be released in any case. */
const struct confine *view_of_compile(const struct compile *compile, struct view *view);
const struct confine *view_of_link(const struct linking *linking, struct view *view);

void view_release(struct view *view);

#endif
