/* SPDX-License-Identifier: MIT */
/* The smallest race there is: not a lab for students, but what `racelab doctor` tries its tools on.
 */
#ifndef LAB_H
#define LAB_H

/* Adds one to the count.  Called by two threads at once. */
void known_race_add(void);

/* The count since the program began. */
long known_race_total(void);

#endif
