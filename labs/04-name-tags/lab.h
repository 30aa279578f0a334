/* SPDX-License-Identifier: MIT */
/*
 * The name tags' contract.  Do not edit: every checker builds your lab.c against this file.
 */
#ifndef LAB_H
#define LAB_H

#define NAME_MOST  30 /* characters of a name, without the zero at its end */
#define DOORS_MOST 8  /* threads that ever ask for a tag, from one opening to the end */

/* What stands on a tag after the name. */
#define TAG_WISH ", who would rather be alone"

/* Opens the congress.  Called once, before the first door opens; this thread wants no tag. */
void tags_open(void);

/*
 * Writes the tag of the hermit with this name, and returns its text: the name, then TAG_WISH, then
 * a zero.  Called by several threads at once, the criers at the doors; never refused, and never
 * NULL.
 *
 * The text stays as it is until the same thread asks for its next tag, or ends, whatever is asked
 * for at other doors meanwhile.  The caller does not free it; and no memory is lost, however many
 * hermits come, however many doors close again.
 */
const char *tag_write(const char *name);

#endif
