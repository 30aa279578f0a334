/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * A compare-exchange sees to it that nothing of the other's is overwritten.  If it fails, somebody
 * was quicker, "so the panel has just been set anyway": but not by us, and perhaps not that
 * setting.
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

static void put(unsigned bits, unsigned setting)
{
	unsigned seen = atomic_load(&panel);

	atomic_compare_exchange_strong(&panel, &seen, (seen & ~bits) | setting);
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

	if ((seen & LAMP_BITS) < LAMP_MOST)
		atomic_compare_exchange_strong(&panel, &seen, seen + 1);
}

void horn_set(unsigned blasts)
{
	put(HORN_BITS, (blasts & HORN_MOST) << HORN_SHIFT);
}

unsigned horn_get(void)
{
	return (atomic_load(&panel) & HORN_BITS) >> HORN_SHIFT;
}
