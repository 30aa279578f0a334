/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: a master who climbs the towers himself needs not tell anybody a number.
 * Wrong: he does all the work, one tower after the other, and the night is not long enough for
 * that.
 */
#include "lab.h"


void clocks_turn_back(unsigned towers)
{
	for (unsigned tower = 1; tower <= towers; tower++)
		clock_back_one_hour(tower);
}
