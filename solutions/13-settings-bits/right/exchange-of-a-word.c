/* SPDX-License-Identifier: MIT */
/*
 * Style: both settings in one atomic word, and an exchange that takes place only if nobody has
 * touched the word meanwhile; else once more, with what is there now.  The bits stay together, and
 * nobody waits. Costs that keepers who have nothing to do with each other sometimes make each other
 * repeat.
 */
#include "lab.h"

#include <stdatomic.h>

#define LAMP_BITS  0x07u
#define HORN_SHIFT 3
#define HORN_BITS  (0x1fu << HORN_SHIFT)

static atomic_uint panel; /* both settings in one word */

void panel_install(void)
{
	atomic_store(&panel, 0);
}

/* Puts `setting` where `bits` are, in one step, and leaves the rest as it is. */
static void put(unsigned bits, unsigned setting)
{
	unsigned seen = atomic_load(&panel);

	/* A failed exchange puts what is there now into seen. */
	while (!atomic_compare_exchange_weak(&panel, &seen, (seen & ~bits) | setting))
		;
}

void lamp_set(unsigned brightness)
{
	put(LAMP_BITS, brightness & LAMP_MOST);
}

unsigned lamp_get(void)
{
	return atomic_load(&panel) & LAMP_BITS;
}

void lamp_brighter(void)
{
	unsigned seen = atomic_load(&panel);

	/* Brightness is in the lowest bits, so one step is 1; the look and the step are one
	 * exchange. */
	while ((seen & LAMP_BITS) < LAMP_MOST &&
	       !atomic_compare_exchange_weak(&panel, &seen, seen + 1))
		;
}

void horn_set(unsigned blasts)
{
	put(HORN_BITS, (blasts & HORN_MOST) << HORN_SHIFT);
}

unsigned horn_get(void)
{
	return (atomic_load(&panel) & HORN_BITS) >> HORN_SHIFT;
}
