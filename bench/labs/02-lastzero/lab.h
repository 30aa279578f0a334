/* SPDX-License-Identifier: MIT */
/* The scenario is all: see there. */
void nothing(void);
