/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: without assistants there is nobody to wait for.
 * Wrong: and nobody who helps. All shores are counted by one, one after the other.
 */
#include "lab.h"


long penguin_report(unsigned shores)
{
	long total = 0;

	for (unsigned shore = 0; shore < shores; shore++)
		total += penguins_count(shore);
	return total;
}
