/* SPDX-License-Identifier: MIT */
/*
 * Style: no list and no lock.  A guest is one bit of one atomic word: to come and to leave are one
 * step each, which also says what was there before, and a round works through a copy that it has
 * taken in one load.  Nothing is ever held, so nothing can be held too long.  Cost: it only works
 * because numbers are few, and the order of arrival is lost.
 */
#include "lab.h"

#include <stdatomic.h>

static atomic_uint house; /* bit i: guest i is in it */

static unsigned bit(unsigned guest)
{
	return 1u << guest;
}

void house_open(void)
{
	atomic_store(&house, 0);
}

bool house_arrive(unsigned guest)
{
	return (atomic_fetch_or(&house, bit(guest)) & bit(guest)) == 0;
}

bool house_leave(unsigned guest)
{
	return (atomic_fetch_and(&house, ~bit(guest)) & bit(guest)) != 0;
}

bool house_has(unsigned guest)
{
	return (atomic_load(&house) & bit(guest)) != 0;
}

void house_greet(void (*greet)(unsigned guest))
{
	unsigned here = atomic_load(&house);

	for (unsigned guest = 1; guest <= HOUSE_MOST; guest++)
		if (here & bit(guest))
			greet(guest);
}

void house_close(void)
{
	atomic_store(&house, 0);
}
