/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "Without cooks nobody can wait for a cook."  The host makes everything, one thing after the
 * other, and no tool finds fault with it: one thread alone has no trouble with others.
 */
#include "lab.h"

void kitchen_dinner(int dishes, unsigned cooks)
{
	(void)cooks;
	for (int dish = 1; dish <= dishes; dish++) {
		roast(dish);
		stir(dish);
		serve(dish);
	}
}
