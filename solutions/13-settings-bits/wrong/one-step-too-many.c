/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * An exchange to set, and to make the lamp brighter a fetch_add, the simplest step there is: no
 * step is lost.  Two who both see room for one more take two, and the second one goes to the horn.
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
	if ((atomic_load(&panel) & LAMP_BITS) < LAMP_MOST)
		atomic_fetch_add(&panel, 1);
}

void horn_set(unsigned blasts)
{
	put(HORN_BITS, (blasts & HORN_MOST) << HORN_SHIFT);
}

unsigned horn_get(void)
{
	return (atomic_load(&panel) & HORN_BITS) >> HORN_SHIFT;
}
