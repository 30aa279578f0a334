/* SPDX-License-Identifier: MIT */
/* refused by screen: outside the lab */
/* Is the reference, if it can be found from here. */
#include "../../solutions/01-hit-counter/lab.c"
